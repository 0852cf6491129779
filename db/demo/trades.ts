/** Lines of work of the region: what people learned, look for and find, and who takes them on. All firms are invented. */
export interface Trade {
  /** As a plan names the aim. */
  target: string
  jobs: readonly string[]
  /** Learned or done before, without a German certificate. */
  before: readonly string[]
  course: string
  employers: readonly string[]
  /** Share of full-time among its jobs. */
  fullTime: number
  weight: number
}

export const TRADES: readonly Trade[] = [
  {
    target: 'Metallbearbeitung',
    jobs: ['Maschinen- und Anlagenführer', 'Helfer Metallbearbeitung', 'Schleifer', 'Montagehelfer'],
    before: [
      'Schlosser, 6 Jahre',
      'Schweißer ohne Zertifikat',
      'Automechaniker, 4 Jahre',
      'Dreher, angelernt',
    ],
    course: 'Schweißerschein (MAG) bei der Handwerkskammer',
    employers: [
      'Kortenhaus Werkzeugbau GmbH',
      'Bergische Schleiftechnik Mölling KG',
      'Dornhöfer Metallwaren GmbH',
      'Gesenkschmiede Rautenbach & Söhne',
      'Feilenfabrik Lennertz GmbH',
      'Präzisionsteile Wüstenhöfer GmbH',
    ],
    fullTime: 0.8,
    weight: 16,
  },
  {
    target: 'Lager und Logistik',
    jobs: ['Lagerhelfer', 'Kommissionierer', 'Staplerfahrer', 'Versandmitarbeiter'],
    before: ['Lagerarbeiter', 'Fahrer, 5 Jahre', 'Händler auf dem Markt', 'Lastwagenfahrer'],
    course: 'Staplerschein',
    employers: [
      'Tallogistik Langerfeld GmbH',
      'Spedition Hardtkamp',
      'Paketzentrum Bergisch Land GmbH',
      'Getränke Overkott Logistik',
      'Zentrallager Nordpark GmbH',
    ],
    fullTime: 0.65,
    weight: 17,
  },
  {
    target: 'Gebäudereinigung',
    jobs: ['Reinigungskraft', 'Vorarbeiterin Unterhaltsreinigung', 'Glasreiniger', 'Zimmerkraft'],
    before: ['Hausfrau, keine Erwerbsarbeit', 'Reinigungskraft im Hotel', 'Näherin in der Fabrik'],
    course: 'Grundkurs Unterhaltsreinigung bei der GESA',
    employers: [
      'Glanzwerk Gebäudedienste GmbH',
      'Reinigung Tillmanns & Partner',
      'Bergischer Hausservice eG',
      'Saubere Sache Service GmbH',
    ],
    fullTime: 0.25,
    weight: 17,
  },
  {
    target: 'Küche und Gastronomie',
    jobs: ['Küchenhilfe', 'Beikoch', 'Spülkraft', 'Servicekraft', 'Bäckereihelfer'],
    before: ['Koch, 7 Jahre', 'Bäcker im Familienbetrieb', 'Kellner', 'Küchenhilfe'],
    course: 'Belehrung nach dem Infektionsschutzgesetz und Küchenpraktikum',
    employers: [
      'Gasthaus Zur Alten Schmiede',
      'Bäckerei Pilgram',
      'Betriebsgastronomie Südhöhen GmbH',
      'Restaurant Damaskustor',
      'Hotel Bergischer Löwe Betriebs-GmbH',
    ],
    fullTime: 0.4,
    weight: 15,
  },
  {
    target: 'Bau und Ausbau',
    jobs: ['Bauhelfer', 'Maler- und Lackiererhelfer', 'Trockenbauer', 'Fliesenleger', 'Gerüstbauhelfer'],
    before: ['Maurer, 8 Jahre', 'Maler und Verputzer', 'Fliesenleger', 'Elektriker ohne Abschluss'],
    course: 'Teilqualifizierung Ausbau beim Berufsförderungswerk',
    employers: [
      'Malerbetrieb Schmitz-Ronsdorf',
      'Ausbau Kettler GmbH',
      'Fliesen Höhscheid',
      'Gerüstbau Vollmerhaus',
      'Hoch- und Tiefbau Eskesberg GmbH',
    ],
    fullTime: 0.85,
    weight: 12,
  },
  {
    target: 'Pflege und Betreuung',
    jobs: ['Pflegehilfskraft', 'Betreuungskraft', 'Hauswirtschaftshilfe', 'Alltagsbegleiterin'],
    before: ['Krankenschwester, Abschluss nicht anerkannt', 'Hebamme, 3 Jahre', 'Pflege von Angehörigen'],
    course: 'Basiskurs Pflege (Rotes Kreuz)',
    employers: [
      'Seniorenhaus Nordstadt gGmbH',
      'Ambulante Pflege Am Ölberg',
      'Haus Gelpetal',
      'Pflegedienst Sonnborn',
    ],
    fullTime: 0.35,
    weight: 11,
  },
  {
    target: 'Handwerk und Technik (Ausbildung)',
    jobs: [
      'Auszubildender Kfz-Mechatronik',
      'Auszubildende Zahnmedizinische Fachangestellte',
      'Auszubildender Elektroniker',
    ],
    before: [
      'Schule abgeschlossen, keine Ausbildung',
      'Gymnasium, 2 Semester Studium',
      'Helfer in der Werkstatt',
    ],
    course: 'Einstiegsqualifizierung im Betrieb',
    employers: [
      'Autohaus Lichtscheid',
      'Elektro Bremkamp',
      'Zahnarztpraxis Dr. Wiebelhaus',
      'Sanitär Hundsiepen GmbH',
    ],
    fullTime: 1,
    weight: 7,
  },
  {
    target: 'Verkauf und Büro',
    jobs: ['Verkaufshilfe', 'Kassiererin', 'Bürohelferin', 'Sprachmittlerin'],
    before: [
      'Buchhalterin, Studium nicht anerkannt',
      'Lehrerin, 5 Jahre',
      'Verkäufer',
      'Verwaltungsangestellter',
    ],
    course: 'Kurs Büropraxis und EDV bei der Volkshochschule',
    employers: [
      'Frischemarkt Elberfeld',
      'Textilhaus Ohligs',
      'Kaufhaus am Werth GmbH',
      'Sprachdienst Bergisch Land',
    ],
    fullTime: 0.4,
    weight: 9,
  },
]
