import { describe, expect, it } from 'vitest'
import { soundKey, soundsOf, soundsOfTyped } from './sounds.ts'

/** Each line: spellings of one name. */
const ONE = [
  'Mohamed Muhammad Mohammed Mohammad Muhammed Mohamad Muhamet Mouhamed Mohd',
  'Ahmed Ahmad Achmed Ahmet Achmad Akhmed',
  'Hussein Husain Hussain Huseyin Hüseyin Hossein',
  'Hassan Hasan Hassen',
  'Yusuf Youssef Yousef Jusuf Yousuf Yousif Jussuf',
  'Khaled Khalid Chalid Halit Khalied',
  'Abdulrahman Abdurrahman Abdelrahman Abdul-Rahman',
  'Abdullah Abdallah Abdulah Abdullahi',
  'Mahmoud Mahmud Mahmood Mahmut',
  'Omar Umar Omer Ömer Oemer',
  'Osman Othman Usman Uthman',
  'Fatima Fatma Fatemeh Fatimah',
  'Maryam Mariam Meryem Meriam',
  'Zainab Zeynep Zeinab',
  'Aisha Aischa Aysha Ayşe Ayse Aicha',
  'Leyla Layla Leila Laila',
  'Jamal Djamal Dschamal Cemal',
  'Jawad Dschawad Javad Cevat',
  'Sherif Scherif Şerif Cherif Sharif',
  'Suleiman Soliman Süleyman Suleyman Sulaiman',
  'Mustafa Mostafa Moustapha Mustapha',
  'Qasim Kasim Kassim Qassim',
  'Ibrahim Ebrahim Brahim',
  'Walid Waleed Oualid',
  'Öztürk Oeztuerk Ozturk OZTURK',
  'Müller Mueller',
  'Weiß Weiss',
  'Şahin Sahin Schahin Shahin',
  'Ghulam Ghoulam',
  'Hosseini Husseini Hussaini',
  'Rahimi Raheemi',
  'Ahmadzai Ahmadzay',
  'Tesfay Tesfai Tesfaye',
  'Yohannes Johannes Yohanes',
  'Volodymyr Wolodymyr',
  'Vladimir Wladimir',
  'Dmytro Dmitro',
  'Dmitri Dmitrij Dmitriy Dmitry',
  'Yuriy Yurii Jurij Yuri',
  'Tatjana Tatyana Tatiana',
  'Natalia Nataliya Natalja',
  'Shevchenko Schewtschenko',
  'Zelensky Zelenskyj Zelenskyi',
  'Oxana Oksana',
  'Diallo Jallow Jalloh',
  'Camara Kamara',
  'Sarah Sara',
  'Zadeh Zade',
]

/** Pairs that an office must keep apart. */
const TWO = [
  ['Mohamed', 'Mahmoud'],
  ['Mohamed', 'Ahmed'],
  ['Mohamed', 'Hamid'],
  ['Mohamed', 'Mehmet'],
  ['Mohamed', 'Mamadou'],
  ['Hassan', 'Hussein'],
  ['Hassan', 'Ihsan'],
  ['Ali', 'Eli'],
  ['Ali', 'Ala'],
  ['Karim', 'Akram'],
  ['Karim', 'Karam'],
  ['Omar', 'Amir'],
  ['Amina', 'Yamina'],
  ['Said', 'Saad'],
  ['Said', 'Sayed'],
  ['Rashid', 'Rashida'],
  ['Khalid', 'Khalida'],
  ['Salim', 'Salam'],
  ['Selim', 'Salem'],
  ['Jamal', 'Jamil'],
  ['Jamal', 'Kamal'],
  ['Hamid', 'Ahmed'],
  ['Nasir', 'Nasrin'],
  ['Abdulrahman', 'Abdulrahim'],
  ['Abdullah', 'Abdul'],
  ['Ibrahim', 'Rahim'],
  ['Yusuf', 'Yunus'],
  ['Volodymyr', 'Vladimir'],
  ['Leila', 'Lela'],
  ['Maria', 'Mariam'],
  ['Fatima', 'Fatih'],
  ['Osman', 'Asman'],
  ['Tesfay', 'Tesfalem'],
  ['Selam', 'Selamawit'],
  ['Haile', 'Hailu'],
  ['Müller', 'Miller'],
  ['Kaya', 'Kara'],
  ['Oleksandr', 'Alexander'],
] as const

describe('one name in many spellings', () => {
  it.each(ONE)('%s', (line) => {
    const sounds = new Map(line.split(' ').map((spelling) => [spelling, soundsOf(spelling).join(' ')]))
    expect([...new Set(sounds.values())], JSON.stringify([...sounds])).toHaveLength(1)
  })
})

describe('two names', () => {
  it.each(TWO)('%s is not %s', (one, other) => {
    expect(soundsOf(one)).not.toEqual(soundsOf(other))
  })
})

describe('a whole name', () => {
  it.each([
    ['Mohamed', 'Ali Hassan', 'Hasan', 'Muhammad Ali'],
    ['Al-Hassan', 'Omar', 'Hassan', 'Umar'],
    ['Abd al-Rahman', 'Yusuf', 'Youssef', 'Abdulrahman'],
    ['El Mansouri', 'Khadija', 'Mansouri', 'Khadija'],
    ['Haile', 'Selam', 'Selam', 'Haile'],
    ['Öztürk', 'Ayşe', 'OEZTUERK', 'Aisha'],
  ])('%s, %s sounds like %s, %s', (family, given, otherFamily, otherGiven) => {
    expect(soundKey(family, given)).toBe(soundKey(otherFamily, otherGiven))
  })
  it.each([
    ['Ahmed', 'Mohamed', 'Ahmed', 'Mahmoud'],
    ['Ahmed', 'Mohamed', 'Ahmed', 'Mohamed Ali'],
    ['Ahmed', '', 'Ahmed', 'Ali'],
  ])('%s, %s is not %s, %s', (family, given, otherFamily, otherGiven) => {
    expect(soundKey(family, given)).not.toBe(soundKey(otherFamily, otherGiven))
  })
  it('that is none sounds like nothing, and says so', () => expect(soundKey('-', null)).toBe(' '))
  it('that is an article alone stays one', () => expect(soundKey('El', 'As')).toBe(' as el '))
})

describe('a part of a name', () => {
  it.each([
    ['Moham', 'Muhammad'],
    ['Muham', 'Mohamed'],
    ['Schew', 'Shevchenko'],
    ['Ozt', 'Öztürk'],
    ['Ahmet', 'Ahmad'],
    ['husa', 'Hossein'],
  ])('%s is found in %s', (typed, name) => {
    const key = soundKey(name, null)
    expect(soundsOfTyped(typed).some((way) => key.includes(way))).toBe(true)
  })
})
