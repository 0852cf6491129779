import type { LoaderFunctionArgs } from '@remix-run/node'
import { finishCitySignIn } from '../access/city-sign-in.server.ts'
import { runtime } from '../access/runtime.server.ts'

export const loader = (asked: LoaderFunctionArgs): Promise<Response> => finishCitySignIn(runtime(), asked)
