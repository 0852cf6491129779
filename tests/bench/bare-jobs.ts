/** What the queue alone can do: a job for each mail that makes the same call and keeps nothing. Ends when all are done. */
import { readEnv } from '../../infra/env.ts'
import { resendMailer } from '../../infra/mail.ts'
import { openQueues } from '../../workers/queues.ts'
import { sampleMail } from './sample-mail.ts'

const [jobs = 0, concurrency = 1] = process.argv.slice(2).map(Number)
const { redisUrl, resendUrl } = readEnv()
const platformUrl = process.env.BARE_PLATFORM_URL
if (!resendUrl || !(redisUrl || platformUrl)) throw new Error('The bare jobs need a vendor and a queue')
const queues = openQueues(redisUrl ? { redisUrl } : { platformUrl: platformUrl ?? '' })
const mailer = resendMailer('re_bench', resendUrl)

for (let nth = 0; nth < jobs; nth += 1) await queues.add('messages', 'bare', { nth })
let done = 0
const finished = new Promise<void>((resolve, reject) => {
  queues.work('messages', { concurrency }, async (job) => {
    const outcome = await mailer.send({ city: 'bench', key: `bare-${job.data.nth}`, mail: sampleMail })
    if (outcome.kind !== 'sent') reject(new Error('The vendor did not take a bare mail'))
    done += 1
    if (done === jobs) resolve()
    return null
  })
})
await finished
await queues.close()
