import { COLUMN_KEYS, type ColumnKey } from './columns.ts'
import { fold } from './text.ts'

/** How offices head these columns, apart by `|`. Case, umlauts, dots, hyphens, blanks and slashes do not matter. */
export const WORDINGS: Record<ColumnKey, string> = {
  'azr-number': `AZR | AZR-Nr | AZR-Nummer | AZR-Zahl | AZR-ID | AZR-Kennung | AZRNR | Nr. AZR
    | Ausländerzentralregister-Nr. | Ausländerzentralregisternummer | Ausländerzentralregister`,
  'family-name': `Familienname | Familiennamen | Nachname | Nachnamen | Name | Zuname | Fam.-Name | Fam.name
    | Famname | Nachn. | Familien-/Nachname | Familienname/Nachname | Nachname/Familienname
    | Name (Familienname) | Name (Nachname) | Familienname(n) | aktueller Familienname`,
  'given-name': `Vorname | Vornamen | Vorname(n) | Vorname/n | Vname | Vorn. | Rufname | Ruf-/Vorname
    | Vorname/Rufname | Rufname/Vorname | Vornamen (alle) | alle Vornamen | Vorname(n) lt. Pass`,
  'full-name': `Name, Vorname | Name/Vorname | Nachname, Vorname | Familienname, Vorname | Familienname/Vorname
    | Name, Vornamen | Name, Vorname(n) | Familienname, Vorname(n) | Familienname, Vornamen`,
  'birth-date': `Geburtsdatum | Geb.-Datum | Geb.Dat. | GebDatum | Geburtsdat. | Geburtstag | Geb.-Tag | geb.
    | geb. am | geboren | geboren am | Geburts-Dat | Datum der Geburt | Tag der Geburt`,
  gender: `Geschlecht | m/w/d | m/w | w/m/d | w/m | m/w/x | Geschl. | Geschlecht m/w/d | Geschlecht m/w
    | Sex | Gender | Geschl. (m/w/d)`,
  nationality: `Staatsangehörigkeit | Staatsangehörigkeiten | Staatsangehörigkeit(en) | Nationalität | StA
    | Staatsang. | St.-Ang. | StAng | Staatsangeh. | Nat. | Nation | Staatsbürgerschaft
    | Staatsangehörigk.`,
  address: `Straße und Hausnummer | Straße, Hausnummer | Straße/Hausnummer | Straße und Hausnr. | Straße/HNr
    | Straße, Hausnr. | Str. und Hausnr. | Str., Hausnr. | Straße u. Hausnummer | Straße u. Hausnr.
    | Straße/Nr. | Straße und Nr. | Str. Nr. | Straße + Hausnummer | Straße & Hausnummer | Anschrift
    | Adresse | Wohnanschrift | Meldeadresse | Meldeanschrift | Wohnadresse | aktuelle Anschrift
    | Straße mit Hausnummer | Straße und Haus-Nr. | Postanschrift`,
  street: `Straße | Strasse | Str. | Straßenname | Strassenname | Straßenbezeichnung | Wohnstraße`,
  'house-number': `Hausnummer | Hausnr. | Haus-Nr. | HNr | H.-Nr. | HsNr | Hs.-Nr. | Haus Nummer | Hnummer
    | Hausnummer/Zusatz | Hausnr. mit Zusatz | Hausnummer mit Zusatz | Hausnummer und Zusatz`,
  'postcode-town': 'PLZ Ort | PLZ/Ort | PLZ und Ort | PLZ, Ort | PLZ Wohnort | Postleitzahl und Ort',
  postcode: 'PLZ | Postleitzahl | Post-Leitzahl | Postleitz.',
  town: `Ort | Wohnort | Stadt | Gemeinde | Wohnsitz | Wohnsitzort | Ortsname | Meldeort | Kommune`,
  'residence-status': `Aufenthaltsstatus | Aufenthaltstitel | Status | Rechtsgrundlage | Aufenth.-Status
    | Aufenth.status | Aufenthaltsrecht | Aufenthaltsgrundlage | Aufenthaltstitel/Status
    | Titel/Status | Aufenthaltspapier | Aufenthaltsdokument | ausländerrechtlicher Status
    | aufenthaltsrechtlicher Status | Rechtsgrundl. | Aufenthaltsstatus/-titel | Status/Titel
    | Art des Aufenthaltstitels | Titelart`,
  'valid-until': `Gültig bis | Gült. bis | gültig bis zum | befristet bis | Befristung | Ablaufdatum | Ablauf
    | Ablauf am | Titel gültig bis | Status gültig bis | Aufenthalt gültig bis
    | Aufenthaltstitel gültig bis | Gültigkeit | Gültigkeit bis | Gültigkeitsdatum | läuft ab am
    | läuft ab | Duldung bis | befr. bis | Titel bis | Aufenthaltsstatus gültig bis | Gültigkeitsende
    | Duldung gültig bis | gültigbis`,
  'entry-date': `Einreise | Einreisedatum | eingereist am | Einreise am | Datum der Einreise | Tag der Einreise
    | Ersteinreise | Einr.-Datum | Einreisedat. | eingereist | in Deutschland seit
    | Einreise in die BRD | Einreise BRD | Einreise DE | Einreise in Deutschland
    | Einreise nach Deutschland | Ersteinreisedatum`,
  phone: `Telefon | Tel. | Mobil | Handy | Telefonnummer | Telefonnr. | Telefon-Nr. | Tel.-Nr. | Tel.nr.
    | Rufnummer | Rufnr. | Mobilnummer | Mobiltelefon | Handynummer | Handynr. | Mobilfunk | Mobilnr.
    | Tel./Mobil | Telefon/Mobil | Telefon/Handy | Tel./Handy | Fon | Mobilfunknummer
    | Telefon (privat)`,
  email: `E-Mail | Email | Mail | E-Mail-Adresse | Mailadresse | Mail-Adresse | elektronische Post
    | eMail-Adr.`,
  language: `Sprache | Sprachen | Sprache(n) | Muttersprache | Herkunftssprache | Erstsprache | Sprache/n
    | Kommunikationssprache | Dolmetschersprache | bevorzugte Sprache | Familiensprache
    | Muttersprache(n) | Herkunftssprache(n) | gesprochene Sprache`,
}

const PLACES = new Map<string, ColumnKey>(
  COLUMN_KEYS.flatMap((key) => WORDINGS[key].split('|').map((wording) => [fold(wording), key] as const)),
)

/** The column that goes by this wording, or null. */
export function columnCalled(wording: string): ColumnKey | null {
  return PLACES.get(fold(wording)) ?? null
}
