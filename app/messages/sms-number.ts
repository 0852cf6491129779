import { isValidPhoneNumber } from 'libphonenumber-js/mobile'

/** Whether a number (E.164) is one of a mobile: only there does a short message arrive. */
export const takesSms = (phone: string | null): phone is string => phone !== null && isValidPhoneNumber(phone)
