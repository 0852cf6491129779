/** Resend's two addresses that the product calls, for msw. */
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'

const SEND = 'https://api.resend.com/emails'
const SEND_BATCH = 'https://api.resend.com/emails/batch'

export const resendMock = setupServer()

interface Answer {
  status: number
  name?: string
  headers?: Record<string, string>
  /** Instead of one mail's. */
  body?: object
}

/** The next calls are answered so; `seen` gets each request's key and body. */
export function resendAnswers(
  answer: Answer | 'no-answer',
  seen: { key: string | null; body: unknown; validation?: string }[] = [],
): void {
  const answered = async (request: Request) => {
    const validation = request.headers.get('x-batch-validation')
    seen.push({
      key: request.headers.get('Idempotency-Key'),
      body: await request.json(),
      ...(validation ? { validation } : {}),
    })
    if (answer === 'no-answer') return HttpResponse.error()
    const { status, name, headers = {}, body } = answer
    if (status < 300) return HttpResponse.json(body ?? { id: 'mail-1' }, { status, headers })
    const said = { name: name ?? 'application_error', message: 'no', statusCode: status }
    return HttpResponse.json(said, { status, headers })
  }
  resendMock.use(
    ...[SEND, SEND_BATCH].map((address) => http.post(address, ({ request }) => answered(request))),
  )
}
