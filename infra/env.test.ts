import { describe, expect, it } from 'vitest'
import { EnvError, readEnv } from './env.ts'

const S3 = {
  FILES_S3_URL: 'https://s3.stadt.example',
  FILES_S3_BUCKET: 'dateien',
  FILES_S3_KEY: 'AKIA',
  FILES_S3_SECRET: 'geheim',
}

describe('where files lie', () => {
  it('is the data folder unless a whole address of an S3 server is given', () => {
    expect(readEnv({}).s3).toBeUndefined()
    expect(readEnv(S3).s3).toEqual({
      url: 'https://s3.stadt.example',
      bucket: 'dateien',
      keyId: 'AKIA',
      secret: 'geheim',
      region: 'us-east-1',
    })
    expect(readEnv({ ...S3, FILES_S3_REGION: 'eu-central-1' }).s3?.region).toBe('eu-central-1')
  })

  it.each(Object.keys(S3))('is not guessed without %s', (name) => {
    expect(() => readEnv({ ...S3, [name]: '' })).toThrow(EnvError)
    expect(() => readEnv({ ...S3, [name]: '' })).toThrow(`${name}: is missing beside`)
  })
})

describe('where mail comes from', () => {
  it('is a list of domains, the first of which is for cities that chose none', () => {
    expect(readEnv({}).mailDomains).toEqual(['partizipation.example'])
    expect(readEnv({ MAIL_DOMAINS: '' }).mailDomains).toEqual(['partizipation.example'])
    expect(readEnv({ MAIL_DOMAINS: 'Post.Stadt.example, termine.example' }).mailDomains).toEqual([
      'post.stadt.example',
      'termine.example',
    ])
    for (const wrong of ['stadt', 'a@stadt.example', 'stadt.example,', 'stadt.example;b.example'])
      expect(() => readEnv({ MAIL_DOMAINS: wrong })).toThrow('MAIL_DOMAINS')
  })
})

describe('who scans them', () => {
  it('is nobody, or clamd at its usual port unless another is given', () => {
    expect(readEnv({}).clamav).toBeUndefined()
    expect(readEnv({ CLAMAV_URL: 'tcp://clamav' }).clamav).toEqual({ host: 'clamav', port: 3310 })
    expect(readEnv({ CLAMAV_URL: 'tcp://10.0.0.7:3311' }).clamav).toEqual({ host: '10.0.0.7', port: 3311 })
    expect(readEnv({ CLAMAV_URL: 'tcp://[::1]:3311' }).clamav).toEqual({ host: '::1', port: 3311 })
    expect(() => readEnv({ CLAMAV_URL: 'http://clamav' })).toThrow('CLAMAV_URL')
  })
})
