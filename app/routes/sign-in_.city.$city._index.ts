import type { LoaderFunctionArgs } from '@remix-run/node'
import { startCitySignIn } from '../access/city-sign-in.server.ts'
import { runtime } from '../access/runtime.server.ts'

export const loader = (asked: LoaderFunctionArgs): Promise<Response> => startCitySignIn(runtime(), asked)
