/** Resend's one address that the product calls, for msw. */
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'

const SEND = 'https://api.resend.com/emails'

export const resendMock = setupServer()

/** The next calls are answered so; `seen` gets each request's key and body. */
export function resendAnswers(
  answer: { status: number; name?: string } | 'no-answer',
  seen: { key: string | null; body: unknown }[] = [],
): void {
  resendMock.use(
    http.post(SEND, async ({ request }) => {
      seen.push({ key: request.headers.get('Idempotency-Key'), body: await request.json() })
      if (answer === 'no-answer') return HttpResponse.error()
      if (answer.status < 300) return HttpResponse.json({ id: 'mail-1' }, { status: answer.status })
      const { status, name } = answer
      return HttpResponse.json(
        { name: name ?? 'application_error', message: 'no', statusCode: status },
        { status },
      )
    }),
  )
}
