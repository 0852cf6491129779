import { describe, expect, it } from 'vitest'
import { segmentsOf } from './rules/sms.ts'
import { takesSms } from './sms-number.ts'

describe('segments', () => {
  it.each([
    ['', 1],
    ['ä'.repeat(160), 1],
    ['ä'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['я'.repeat(70), 1],
    ['я'.repeat(71), 2],
    ['я'.repeat(134), 2],
    ['я'.repeat(135), 3],
  ])('%s: %i', (text, segments) => {
    expect(segmentsOf(text)).toBe(segments)
  })
})

it.each([
  ['+4915112345678', true],
  ['+491711234567', true],
  ['+4920256343210', false],
  ['+436641234567', true],
  [null, false],
])('%s takes one: %s', (phone, takes) => {
  expect(takesSms(phone)).toBe(takes)
})
