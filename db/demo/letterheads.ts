/** What stands at the top of a demo city's papers. Numbers are of the range kept free for stories. */
import { pngOf } from '../../app/letters/png.ts'
import type { DemoCity } from './bergisch.ts'
import type { CityRows } from './rows.ts'

const PLACES: Record<string, { street: string; postcode: string; phone: string }> = {
  wuppertal: { street: 'Friedrich-Engels-Allee 900', postcode: '42285', phone: '0202 5550 100' },
  solingen: { street: 'Konrad-Adenauer-Straße 900', postcode: '42651', phone: '0212 5550 100' },
  remscheid: { street: 'Alleestraße 900', postcode: '42853', phone: '02191 5550 100' },
}

export function tellLetterhead(
  rows: CityRows,
  { slug, name, town, team, colour }: DemoCity,
  now: string,
): void {
  const place = PLACES[slug]
  if (!place) return
  rows.letterhead.push({
    office: `${name}, Netzwerk Partizipation`,
    ...place,
    town: town.name,
    email: `partizipation@${slug}.example`,
    web: `www.${slug}.example/partizipation`,
    logo: logoOf(colour),
    logoKind: 'png',
    changedAt: now,
    changedBy: team.lead.id,
  })
}

const SIDE = 240
const CORNER = 36
/** Two hills, as everywhere in the Bergisches Land, and the sun: peak and half of the foot, in parts of the side. */
const HILLS = [
  { peak: [0.38, 0.4], slope: 0.8 },
  { peak: [0.66, 0.54], slope: 0.8 },
] as const
const SUN = { at: [0.7, 0.3], radius: 0.09 } as const
const GROUND = 0.78

/** A square in the city's colour (`#rrggbb`) with hills and sun in white, as PNG. */
export function logoOf(colour: string): Buffer {
  const paint = Buffer.from(colour.slice(1), 'hex')
  const squares = Buffer.alloc(SIDE * SIDE * 3, 0xff)
  for (let y = 0; y < SIDE; y += 1)
    for (let x = 0; x < SIDE; x += 1) if (!isWhite(x, y)) paint.copy(squares, (y * SIDE + x) * 3)
  return pngOf(SIDE, 'rgb', squares)
}

function isWhite(px: number, py: number): boolean {
  const edge = (at: number): number => Math.max(CORNER - at, at - (SIDE - 1 - CORNER), 0)
  if (Math.hypot(edge(px), edge(py)) > CORNER) return true
  const [x, y] = [px / SIDE, py / SIDE]
  if (Math.hypot(x - SUN.at[0], y - SUN.at[1]) < SUN.radius) return true
  return y < GROUND && HILLS.some(({ peak, slope }) => y > peak[1] + Math.abs(x - peak[0]) / slope)
}
