import { playOn } from './suite.ts'

playOn('redis')
