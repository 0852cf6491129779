import { playOn } from './suite.ts'

playOn('postgres')
