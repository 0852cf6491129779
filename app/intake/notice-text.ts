/**
 * The information sheet of Art. 13 and 14 GDPR. Texts are never changed, a new one gets a new version: what was given must be found
 * again. What stands in square brackets only the city knows; its data protection officer fills it in and confirms the legal bases.
 */
import type { NoticeLanguage } from './rules.ts'

export interface NoticeText {
  title: string
  intro: string
  sections: { title: string; lines: string[] }[]
}

/** `city`: its name, as it stands over its pages. */
export const noticeText = (language: NoticeLanguage, city: string): NoticeText => TEXTS[language](city)

const TEXTS: Record<NoticeLanguage, (city: string) => NoticeText> = {
  de: (city) => ({
    title: 'Information über die Verarbeitung Ihrer Daten',
    intro:
      'Nach Artikel 13 und 14 der Datenschutz-Grundverordnung (DSGVO). Sie müssen nichts unterschreiben.',
    sections: [
      {
        title: 'Wer ist verantwortlich?',
        lines: [
          `${city}, [Dienststelle, Anschrift, Telefon, E-Mail].`,
          'Datenschutzbeauftragte der Stadt: [Name, Telefon, E-Mail].',
        ],
      },
      {
        title: 'Wozu brauchen wir Ihre Daten?',
        lines: [
          'Wir begleiten Menschen ohne gesicherten Aufenthalt auf dem Weg in Arbeit oder Ausbildung: Besuch, Gespräch, Arbeitsplan, Termine, Vermittlung und Verlängerung des Aufenthalts.',
          'Wir zählen auch, wie viele Menschen so Arbeit finden. Diese Zahlen nennen keine Namen.',
        ],
      },
      {
        title: 'Welche Daten sind das?',
        lines: [
          'Name, Geburtsdatum, Staatsangehörigkeit, Anschrift, Telefon und E-Mail, Sprache, Haushalt, Aufenthaltspapier, Schule und Beruf, Deutschkenntnisse, Ihr Arbeitsplan und Ihre Termine.',
          'Angaben zu Ihrer Gesundheit nur, soweit sie für die Arbeit wichtig sind und Sie ausdrücklich zustimmen.',
        ],
      },
      {
        title: 'Woher haben wir sie?',
        lines: [
          'Von Ihnen selbst.',
          'Wenn wir zuerst zu Ihnen gekommen sind: aus einer Liste der Stadt, [Dienststelle, von der die Liste kommt]. Auf der Liste stehen Name, Geburtsdatum, Anschrift, Sprache und Aufenthaltspapier.',
          'Von Angehörigen, wenn ein Gespräch der ganzen Familie dient.',
        ],
      },
      {
        title: 'Was erlaubt uns das?',
        lines: [
          'Die Aufgabe der Stadt im öffentlichen Interesse: Artikel 6 Absatz 1 Buchstabe e DSGVO mit § 3 Datenschutzgesetz Nordrhein-Westfalen [von der Stadt zu bestätigen].',
          'Ihre Einwilligung, wenn andere Stellen etwas erfahren sollen: Artikel 6 Absatz 1 Buchstabe a DSGVO; für Angaben zur Gesundheit Artikel 9 Absatz 2 Buchstabe a DSGVO.',
        ],
      },
      {
        title: 'Wer bekommt Ihre Daten?',
        lines: [
          'Die Fachkräfte der Stadt, die Sie begleiten.',
          'Andere Träger nur, wenn Sie eingewilligt haben: jeder einzeln, nur die Daten, denen Sie zugestimmt haben.',
          'Notizen aus unseren Gesprächen gehen aus diesem Programm nicht an die Ausländerbehörde.',
        ],
      },
      {
        title: 'Wie lange behalten wir sie?',
        lines: [
          'So lange, wie wir sie für die Begleitung brauchen und Fristen es verlangen. Danach löschen wir sie. Frist der Stadt: [Frist].',
        ],
      },
      {
        title: 'Müssen Sie etwas angeben?',
        lines: [
          'Nein. Sie entscheiden, was Sie sagen. Ohne manche Angaben können wir Ihnen aber weniger helfen. Kein Computer entscheidet über Sie.',
        ],
      },
      {
        title: 'Welche Rechte haben Sie?',
        lines: [
          'Auskunft und eine Kopie (Artikel 15), Berichtigung (16), Löschung (17), Einschränkung (18), Mitnahme der Daten bei Einwilligung (20) und Widerspruch (21 DSGVO).',
          'Eine Einwilligung können Sie jederzeit zurücknehmen. Was bis dahin geschah, bleibt erlaubt.',
          'Beschwerde bei der Landesbeauftragten für Datenschutz und Informationsfreiheit Nordrhein-Westfalen (LDI NRW).',
        ],
      },
    ],
  }),
  'de-simple': (city) => ({
    title: 'Ihre Daten: das sollen Sie wissen',
    intro: 'In einfacher Sprache. Sie müssen nichts unterschreiben.',
    sections: [
      {
        title: 'Wer hat Ihre Daten?',
        lines: [`${city}. [Dienststelle, Anschrift, Telefon]`, 'Fragen zum Datenschutz: [Name, Telefon]'],
      },
      {
        title: 'Wofür?',
        lines: [
          'Wir helfen Ihnen, Arbeit oder eine Ausbildung zu finden.',
          'Dafür schreiben wir auf, was Sie uns sagen.',
        ],
      },
      {
        title: 'Was schreiben wir auf?',
        lines: [
          'Name, Geburtstag, Adresse, Telefon, Sprache, Familie, Ihr Papier, Schule, Beruf und Deutsch.',
          'Etwas über Ihre Gesundheit nur, wenn Sie Ja sagen.',
        ],
      },
      {
        title: 'Woher wissen wir das?',
        lines: ['Von Ihnen.', 'Oder von einer Liste der Stadt: [Dienststelle].', 'Oder von Ihrer Familie.'],
      },
      {
        title: 'Dürfen wir das?',
        lines: [
          'Ja, es ist eine Aufgabe der Stadt: Artikel 6 DSGVO, § 3 DSG NRW [von der Stadt zu bestätigen].',
          'Für manches brauchen wir Ihr Ja.',
        ],
      },
      {
        title: 'Wer liest es?',
        lines: [
          'Die Menschen, die Ihnen bei der Stadt helfen.',
          'Andere nur, wenn Sie Ja gesagt haben.',
          'Was Sie uns im Gespräch sagen, geht aus diesem Programm nicht an die Ausländerbehörde.',
        ],
      },
      { title: 'Wie lange?', lines: ['So lange wir Ihnen helfen. Danach löschen wir es. Frist: [Frist]'] },
      {
        title: 'Müssen Sie etwas sagen?',
        lines: ['Nein. Aber dann können wir weniger helfen.', 'Ein Computer entscheidet nichts über Sie.'],
      },
      {
        title: 'Ihre Rechte',
        lines: [
          'Sie können alles lesen und eine Kopie bekommen.',
          'Ist etwas falsch? Wir ändern es.',
          'Sie können sagen: Löscht das. Oder: Benutzt das nicht.',
          'Ein Ja können Sie immer zurücknehmen.',
          'Sie können sich beschweren: LDI NRW, Landesbeauftragte für Datenschutz.',
        ],
      },
    ],
  }),
  en: (city) => ({
    title: 'How your data is used',
    intro:
      'Under Articles 13 and 14 of the General Data Protection Regulation (GDPR). You do not have to sign anything. The German text is the binding one.',
    sections: [
      {
        title: 'Who is responsible?',
        lines: [
          `${city}, [office, address, phone, e-mail].`,
          "The city's data protection officer: [name, phone, e-mail].",
        ],
      },
      {
        title: 'What do we need your data for?',
        lines: [
          'We accompany people without a secure residence on their way into work or training: visit, talk, work plan, appointments, placement and extension of stay.',
          'We also count how many people find work this way. These figures name nobody.',
        ],
      },
      {
        title: 'Which data is that?',
        lines: [
          'Name, date of birth, nationality, address, phone and e-mail, language, household, residence paper, school and occupation, knowledge of German, your work plan and your appointments.',
          'Facts about your health only as far as they matter for work and you expressly agree.',
        ],
      },
      {
        title: 'Where does it come from?',
        lines: [
          'From you.',
          'If we came to you first: from a list of the city, [office the list comes from]. The list holds name, date of birth, address, language and residence paper.',
          'From relatives, where one talk serves the whole family.',
        ],
      },
      {
        title: 'What allows us to do this?',
        lines: [
          "The city's task in the public interest: Article 6(1)(e) GDPR with § 3 Datenschutzgesetz Nordrhein-Westfalen [to be confirmed by the city].",
          'Your consent, where other organisations are to learn something: Article 6(1)(a) GDPR; for facts about health Article 9(2)(a) GDPR.',
        ],
      },
      {
        title: 'Who receives your data?',
        lines: [
          "The city's workers who accompany you.",
          'Other organisations only if you have consented: each one separately, only the data you agreed to.',
          'Notes of our talks do not go from this programme to the foreigners authority.',
        ],
      },
      {
        title: 'How long do we keep it?',
        lines: [
          "As long as we need it to accompany you and as retention periods demand. Then we delete it. The city's period: [period].",
        ],
      },
      {
        title: 'Do you have to tell us anything?',
        lines: [
          'No. You decide what you say. Without some facts we can help you less. No computer decides about you.',
        ],
      },
      {
        title: 'What are your rights?',
        lines: [
          'Access and a copy (Article 15), rectification (16), erasure (17), restriction (18), taking your data with you where you consented (20) and objection (21 GDPR).',
          'You can withdraw a consent at any time. What happened until then stays lawful.',
          'Complaint to the Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen (LDI NRW).',
        ],
      },
    ],
  }),
  'en-simple': (city) => ({
    title: 'Your data: what you should know',
    intro: 'In plain words. You do not have to sign anything. The German text is the binding one.',
    sections: [
      {
        title: 'Who has your data?',
        lines: [`${city}. [office, address, phone]`, 'Questions about your data: [name, phone]'],
      },
      {
        title: 'What for?',
        lines: ['We help you find work or training.', 'For this we write down what you tell us.'],
      },
      {
        title: 'What do we write down?',
        lines: [
          'Name, birthday, address, phone, language, family, your paper, school, job and German.',
          'Something about your health only if you say yes.',
        ],
      },
      {
        title: 'How do we know?',
        lines: ['From you.', 'Or from a list of the city: [office].', 'Or from your family.'],
      },
      {
        title: 'Are we allowed to?',
        lines: [
          'Yes, it is a task of the city: Article 6 GDPR, § 3 DSG NRW [to be confirmed by the city].',
          'For some things we need your yes.',
        ],
      },
      {
        title: 'Who reads it?',
        lines: [
          'The people of the city who help you.',
          'Others only if you said yes.',
          'What you tell us in a talk does not go from this programme to the foreigners authority.',
        ],
      },
      { title: 'How long?', lines: ['As long as we help you. Then we delete it. Period: [period]'] },
      {
        title: 'Do you have to tell us?',
        lines: ['No. But then we can help less.', 'No computer decides about you.'],
      },
      {
        title: 'Your rights',
        lines: [
          'You can read everything and get a copy.',
          'Is something wrong? We change it.',
          'You can say: delete this. Or: do not use this.',
          'You can take back a yes at any time.',
          'You can complain: LDI NRW, the data protection authority.',
        ],
      },
    ],
  }),
}
