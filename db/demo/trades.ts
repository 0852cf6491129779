/** Lines of work of the region: what people learned, look for and find, and who takes them on. All firms are invented. */
export interface Trade {
  /** As a plan names the aim. */
  target: string
  jobs: readonly string[]
  /** Learned or done before, without a German certificate. */
  before: readonly string[]
  course: string
  employers: readonly string[]
  weight: number
}

export const TRADES: readonly Trade[] = [
  {
    target: 'Metallbearbeitung',
    jobs: ['Maschinen- und Anlagenführung', 'Hilfskraft Metallbearbeitung', 'Schleiferei', 'Montage'],
    before: [
      'Schlosserei, 6 Jahre',
      'Schweißen ohne Zertifikat',
      'Autowerkstatt, 4 Jahre',
      'Dreherei, angelernt',
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
    weight: 16,
  },
  {
    target: 'Lager und Logistik',
    jobs: ['Lager', 'Kommissionierung', 'Staplerfahren und Wareneingang', 'Versand'],
    before: ['Lagerarbeit', 'Fahrdienst, 5 Jahre', 'Handel auf dem Markt', 'Lastwagen gefahren'],
    course: 'Staplerschein',
    employers: [
      'Tallogistik Langerfeld GmbH',
      'Spedition Hardtkamp',
      'Paketzentrum Bergisch Land GmbH',
      'Getränke Overkott Logistik',
      'Zentrallager Nordpark GmbH',
    ],
    weight: 17,
  },
  {
    target: 'Gebäudereinigung',
    jobs: ['Reinigungskraft', 'Unterhaltsreinigung', 'Glasreinigung', 'Zimmerreinigung'],
    before: ['Familie und Haushalt, keine Erwerbsarbeit', 'Reinigung im Hotel', 'Nähen in der Fabrik'],
    course: 'Grundkurs Unterhaltsreinigung bei der GESA',
    employers: [
      'Glanzwerk Gebäudedienste GmbH',
      'Reinigung Tillmanns & Partner',
      'Bergischer Hausservice eG',
      'Saubere Sache Service GmbH',
    ],
    weight: 17,
  },
  {
    target: 'Küche und Gastronomie',
    jobs: ['Küchenhilfe', 'Hilfskraft am Herd', 'Spülküche', 'Service', 'Backstube'],
    before: ['Koch/Köchin, 7 Jahre', 'Bäckerei im Familienbetrieb', 'Service im Café', 'Küchenhilfe'],
    course: 'Belehrung nach dem Infektionsschutzgesetz und Küchenpraktikum',
    employers: [
      'Gasthaus Zur Alten Schmiede',
      'Bäckerei Pilgram',
      'Betriebsgastronomie Südhöhen GmbH',
      'Restaurant Damaskustor',
      'Hotel Bergischer Löwe Betriebs-GmbH',
    ],
    weight: 15,
  },
  {
    target: 'Bau und Ausbau',
    jobs: ['Hilfskraft Bau', 'Malerarbeiten', 'Trockenbau', 'Fliesenarbeiten', 'Gerüstbau'],
    before: ['Maurerarbeiten, 8 Jahre', 'Malen und Verputzen', 'Fliesen gelegt', 'Elektrik ohne Abschluss'],
    course: 'Teilqualifizierung Ausbau beim Berufsförderungswerk',
    employers: [
      'Malerbetrieb Schmitz-Ronsdorf',
      'Ausbau Kettler GmbH',
      'Fliesen Höhscheid',
      'Gerüstbau Vollmerhaus',
      'Hoch- und Tiefbau Eskesberg GmbH',
    ],
    weight: 12,
  },
  {
    target: 'Pflege und Betreuung',
    jobs: ['Pflegehilfskraft', 'Betreuungskraft', 'Hauswirtschaft', 'Alltagsbegleitung'],
    before: ['Krankenpflege, Abschluss nicht anerkannt', 'Geburtshilfe, 3 Jahre', 'Pflege von Angehörigen'],
    course: 'Basiskurs Pflege (Rotes Kreuz)',
    employers: [
      'Seniorenhaus Nordstadt gGmbH',
      'Ambulante Pflege Am Ölberg',
      'Haus Gelpetal',
      'Pflegedienst Sonnborn',
    ],
    weight: 11,
  },
  {
    target: 'Handwerk und Technik (Ausbildung)',
    jobs: [
      'Ausbildung Kfz-Mechatronik',
      'Ausbildung Zahnmedizinische Fachangestellte',
      'Ausbildung Elektronik',
      'Ausbildung Anlagenmechanik',
    ],
    before: [
      'Schule abgeschlossen, keine Ausbildung',
      'Gymnasium, 2 Semester Studium',
      'Mithilfe in der Werkstatt',
    ],
    course: 'Einstiegsqualifizierung im Betrieb',
    employers: [
      'Autohaus Lichtscheid',
      'Elektro Bremkamp',
      'Zahnarztpraxis Dr. Wiebelhaus',
      'Sanitär Hundsiepen GmbH',
    ],
    weight: 7,
  },
  {
    target: 'Verkauf und Büro',
    jobs: ['Verkaufshilfe', 'Kasse', 'Bürohilfe', 'Sprachmittlung'],
    before: [
      'Buchhaltung, Studium nicht anerkannt',
      'Unterricht an Grundschule, 5 Jahre',
      'Verkauf',
      'Verwaltung',
    ],
    course: 'Kurs Büropraxis und EDV bei der Volkshochschule',
    employers: [
      'Frischemarkt Elberfeld',
      'Textilhaus Ohligs',
      'Kaufhaus am Werth GmbH',
      'Sprachdienst Bergisch Land',
    ],
    weight: 9,
  },
]
