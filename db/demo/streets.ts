/** Streets of the three cities with a postcode that belongs there; who lives in them is invented. */
export interface Town {
  name: string
  streets: readonly (readonly [street: string, postcode: string])[]
}

export const TOWNS = {
  wuppertal: {
    name: 'Wuppertal',
    streets: [
      ['Gathe', '42107'],
      ['Hochstraße', '42105'],
      ['Markomannenstraße', '42105'],
      ['Marienstraße', '42105'],
      ['Wiesenstraße', '42105'],
      ['Friedrich-Engels-Allee', '42285'],
      ['Rudolfstraße', '42285'],
      ['Hünefeldstraße', '42285'],
      ['Höhne', '42275'],
      ['Berliner Straße', '42277'],
      ['Schwarzbach', '42277'],
      ['Wichlinghauser Straße', '42277'],
      ['Westkotter Straße', '42277'],
      ['Heckinghauser Straße', '42289'],
      ['Ackerstraße', '42289'],
      ['Uellendahler Straße', '42109'],
      ['Nützenberger Straße', '42115'],
      ['Tannenbergstraße', '42103'],
      ['Ronsdorfer Straße', '42119'],
      ['Kaiserstraße', '42329'],
      ['Vohwinkeler Straße', '42329'],
      ['Langerfelder Straße', '42389'],
    ],
  },
  solingen: {
    name: 'Solingen',
    streets: [
      ['Konrad-Adenauer-Straße', '42651'],
      ['Kasernenstraße', '42651'],
      ['Birkerstraße', '42651'],
      ['Hasselstraße', '42651'],
      ['Wupperstraße', '42651'],
      ['Beethovenstraße', '42655'],
      ['Eintrachtstraße', '42655'],
      ['Mangenberger Straße', '42655'],
      ['Neuenhofer Straße', '42657'],
      ['Zweigstraße', '42657'],
      ['Schützenstraße', '42659'],
      ['Düsseldorfer Straße', '42697'],
      ['Keldersstraße', '42697'],
      ['Merscheider Straße', '42699'],
      ['Focher Straße', '42719'],
      ['Fuhrstraße', '42719'],
    ],
  },
  remscheid: {
    name: 'Remscheid',
    streets: [
      ['Alleestraße', '42853'],
      ['Freiheitstraße', '42853'],
      ['Nordstraße', '42853'],
      ['Bismarckstraße', '42853'],
      ['Honsberger Straße', '42857'],
      ['Kremenholler Straße', '42857'],
      ['Siemensstraße', '42857'],
      ['Stachelhauser Straße', '42859'],
      ['Burger Straße', '42859'],
      ['Kölner Straße', '42897'],
      ['Gertenbachstraße', '42899'],
      ['Richthofenstraße', '42899'],
    ],
  },
} as const satisfies Record<string, Town>
