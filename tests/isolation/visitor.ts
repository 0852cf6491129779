/** Somebody with a browser that keeps one cookie and runs no script. */
export interface Visitor {
  get(path: string): Promise<Answer>
  post(path: string, form: Record<string, string> | FormData): Promise<Answer>
  /** Throws when the password is refused. */
  signIn(email: string, password: string): Promise<void>
}

export interface Answer {
  status: number
  /** Where it leads on; '' when nowhere. */
  location: string
  text: string
}

export function visitor(origin: string): Visitor {
  let cookie = ''
  async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`${origin}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { Origin: origin, ...(cookie ? { Cookie: cookie } : {}) },
    })
    cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? cookie
    const { status, headers } = response
    return { status, location: headers.get('Location') ?? '', text: await response.text() }
  }
  const post: Visitor['post'] = (path, form) =>
    ask(path, { method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form) })
  return {
    get: (path) => ask(path),
    post,
    async signIn(email, password) {
      const { status } = await post('/sign-in', { email, password })
      if (status !== 302) throw new Error(`${email} is not let in: ${status}`)
    },
  }
}
