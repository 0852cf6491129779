// Takes the lock of a folder, says so, and holds it until it is ended.
import { lockFolder } from '../../infra/start/lock.ts'

await lockFolder(process.argv[2] ?? '')
console.log('locked')
setInterval(() => {}, 60_000)
