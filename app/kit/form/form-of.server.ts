import { noForm } from '../http.server.ts'

/** The form a request brings. A browser always sends one; what a script sends that is none is refused in words. */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch (error) {
    // Another media type, or parts that are none.
    if (error instanceof TypeError) throw noForm()
    throw error
  }
}
