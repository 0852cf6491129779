import type { Language } from '../../app/outreach/list/languages.ts'
import type { ResidenceStatus } from '../../app/permits/statuses.ts'

/**
 * Where invented people come from, with names that belong together. No family name here stands in the example list of
 * the tests: nobody of the demo is ever taken for somebody on it.
 */
export interface Origin {
  /** ISO 3166-1 alpha-2, XK for Kosovo. */
  nationality: string
  /** Of 100 people at the doors: in 2008, when long-tolerated families of the Yugoslav wars waited, and now. */
  past: number
  now: number
  /** BCP 47 with weights. */
  languages: readonly (readonly [Language, number])[]
  family: readonly string[]
  women: readonly string[]
  men: readonly string[]
  /** Papers that this origin has apart from what all have. */
  status?: ResidenceStatus
}

const names = (text: string): readonly string[] => text.split(' ')

export const ORIGINS: readonly Origin[] = [
  {
    nationality: 'SY',
    past: 6,
    now: 18,
    languages: [
      ['ar', 7],
      ['kmr', 3],
    ],
    family: names(
      'Haddad Khoury Darwish Shami Hamdan Qabbani Sabbagh Kanaan Barakat Mansour Najjar Alloush Sheikho Othman',
    ),
    women: names('Rima Hala Nour Samar Rasha Lamia Dima Ghada Hevin Maysa Sawsan Roula'),
    men: names('Bassam Firas Ghassan Nidal Samer Wael Anas Hozan Yazan Majd Rami Tarek'),
  },
  {
    nationality: 'AF',
    past: 5,
    now: 16,
    languages: [
      ['prs', 7],
      ['ps', 3],
    ],
    family: names(
      'Karimi Nazari Hosseini Sharifi Noori Amiri Sultani Popal Zazai Stanekzai Wardak Rezai Azizi Haidari',
    ),
    women: names('Shukria Parwin Nasrin Farzana Homa Zarghuna Maryam Shabnam Frozan Laila Marzia Sima'),
    men: names('Farid Najib Habib Sharif Mirwais Jawad Esmat Reza Qasim Nasir Zabihullah Rohullah'),
  },
  {
    nationality: 'IQ',
    past: 8,
    now: 11,
    languages: [
      ['ar', 5],
      ['kmr', 3],
      ['ckb', 3],
    ],
    family: names('Al-Jubouri Barzan Khalaf Murad Shingali Dakhil Al-Rubaie Sindi Hamo Zebari Aziz Jasim'),
    women: names('Nadia Shirin Zainab Sozan Layla Warda Hanan Jwan Suha Berivan'),
    men: names('Haider Karwan Sardar Dilshad Muhannad Saad Rebwar Elias Zaid Khairi'),
  },
  {
    nationality: 'IR',
    past: 4,
    now: 5,
    languages: [
      ['fa', 9],
      ['ckb', 1],
    ],
    family: names('Moradi Tehrani Farahani Kazemi Shirazi Rostami Jafari Esfahani Norouzi Bahrami'),
    women: names('Mahsa Shirin Niloufar Parisa Azadeh Elham Roya Setareh'),
    men: names('Babak Kaveh Behrouz Dariush Siamak Farhad Arash Kambiz'),
  },
  {
    nationality: 'TR',
    past: 8,
    now: 9,
    languages: [
      ['tr', 6],
      ['kmr', 4],
    ],
    family: names('Demir Şahin Arslan Doğan Kılıç Aslan Çetin Kurt Özkan Polat Bozkurt Yavuz'),
    women: names('Ayşe Elif Zeynep Gülten Hatice Nurcan Songül Derya Rojda Sevim'),
    men: names('Murat Serkan Hakan Baran Ferhat Cemal İbrahim Orhan Uğur Deniz'),
  },
  {
    nationality: 'ER',
    past: 1,
    now: 7,
    languages: [['ti', 1]],
    family: names('Ghebremedhin Kidane Habtemariam Woldu Tekle Asmerom Berhane Yohannes Mehari Okbay'),
    women: names('Almaz Saba Feven Luwam Bisrat Helen Senait Yordanos Rahwa'),
    men: names('Yonas Dawit Samson Mussie Tesfalem Robel Henok Isaias Kibrom'),
  },
  {
    nationality: 'ET',
    past: 1,
    now: 2,
    languages: [
      ['am', 3],
      ['ti', 1],
    ],
    family: names('Bekele Alemu Girma Tadesse Wolde Mengistu Assefa'),
    women: names('Tigist Meseret Hiwot Aster Bethlehem Zewditu'),
    men: names('Abebe Getachew Tamrat Solomon Mulugeta Fikru'),
  },
  {
    nationality: 'SO',
    past: 1,
    now: 6,
    languages: [['so', 1]],
    family: names('Warsame Farah Jama Nur Osman Mohamud Dirie Hersi Gedi Shire'),
    women: names('Hodan Ifrah Sahra Fadumo Ayaan Nasteho Hibo Ubah'),
    men: names('Abdirahman Liban Mahad Guled Bashir Faysal Yasin Hirsi'),
  },
  {
    nationality: 'GN',
    past: 2,
    now: 7,
    languages: [['fr', 1]],
    family: names('Barry Camara Sylla Condé Bangoura Keïta Touré Soumah Kourouma Cissé'),
    women: names('Aïssatou Mariama Kadiatou Fatoumata Djenabou Hawa Oumou Bintou'),
    men: names('Mamadou Alpha Ibrahima Thierno Sékou Boubacar Lansana Ousmane'),
  },
  {
    nationality: 'NG',
    past: 2,
    now: 5,
    languages: [['en', 1]],
    family: names('Okafor Eze Adeyemi Osagie Balogun Nwosu Igbinedion Obi Afolabi Ehigie'),
    women: names('Blessing Joy Precious Ngozi Patience Faith Osas Chioma'),
    men: names('Emeka Sunday Kingsley Osaro Tunde Chidi Festus Godwin'),
  },
  {
    nationality: 'CD',
    past: 4,
    now: 1,
    languages: [['fr', 1]],
    family: names('Mbuyi Kabongo Tshibangu Ilunga Mukendi Lukusa Nsimba'),
    women: names('Béatrice Clarisse Nadège Odette Solange'),
    men: names('Jean-Pierre Patrice Dieudonné Serge Faustin'),
  },
  {
    nationality: 'UA',
    past: 0,
    now: 4,
    languages: [
      ['uk', 6],
      ['ru', 4],
    ],
    family: names('Kovalenko Shevchuk Bondarenko Melnyk Tkachenko Kravchenko Oliinyk Marchenko'),
    women: names('Oksana Iryna Nataliia Svitlana Olena Halyna Yuliia Tetiana'),
    men: names('Andrii Serhii Mykola Vasyl Oleh Bohdan'),
    status: 'ae-24',
  },
  {
    nationality: 'GE',
    past: 1,
    now: 3,
    languages: [
      ['ka', 4],
      ['ru', 1],
    ],
    family: names('Beridze Kapanadze Lomidze Gelashvili Mchedlishvili Tsiklauri Maisuradze'),
    women: names('Nino Tamar Ketevan Maia Eka Lela'),
    men: names('Giorgi Levan Zurab Irakli Tengiz Vakhtang'),
  },
  {
    nationality: 'AM',
    past: 3,
    now: 1,
    languages: [['ru', 1]],
    family: names('Hakobyan Petrosyan Sargsyan Grigoryan Manukyan'),
    women: names('Anahit Gayane Lusine Armine Hasmik'),
    men: names('Armen Tigran Vardan Hovhannes Karen'),
  },
  {
    nationality: 'XK',
    past: 21,
    now: 2,
    languages: [
      ['sq', 7],
      ['rom', 3],
    ],
    family: names(
      'Hoxha Bytyqi Morina Kelmendi Thaçi Rexhepi Shala Osmani Gjergji Selimi Bajrami Haliti Mehmeti Shabani-Rama',
    ),
    women: names('Teuta Vlora Shpresa Hatixhe Mimoza Ardita Valbona Sanije Xhemile Drita'),
    men: names('Agron Ilir Besnik Fatmir Naim Skender Avni Bekim Shefqet Gani'),
  },
  {
    nationality: 'RS',
    past: 15,
    now: 2,
    languages: [
      ['sr-Latn', 5],
      ['rom', 5],
    ],
    family: names(
      'Nikolić Stojanović Đorđević Ilić Ramadani Bajramović Demirović Jašari Stanković Salihović Mitrović',
    ),
    women: names('Snežana Vesna Ljiljana Mirjana Gordana Ramiza Violeta Dragica Suzana'),
    men: names('Zoran Goran Miroslav Nenad Slobodan Saša Miloš Ramiz Bajram'),
  },
  {
    nationality: 'BA',
    past: 9,
    now: 1,
    languages: [
      ['bs', 8],
      ['rom', 2],
    ],
    family: names('Hadžić Begić Mujić Halilović Hodžić Delić Imamović Kovačević Suljić'),
    women: names('Amra Senada Mersiha Jasna Fikreta Azra Nermina Sabina'),
    men: names('Senad Mirsad Elvir Nedžad Samir Adnan Fuad Hamdija'),
  },
  {
    nationality: 'MK',
    past: 6,
    now: 2,
    languages: [
      ['mk', 4],
      ['sq', 3],
      ['rom', 3],
    ],
    family: names('Trajkovski Stojanovski Redžepi Ademi Iljazi Memedi Asani Durmiši'),
    women: names('Biljana Sonja Sevdije Nazmije Elizabeta Lile'),
    men: names('Goce Ljupčo Sevdail Enver Nedžat Stojan'),
  },
  {
    nationality: 'AL',
    past: 1,
    now: 2,
    languages: [['sq', 1]],
    family: names('Gjoka Leka Prifti Dervishi Marku Çela'),
    women: names('Alma Entela Rudina Mirela Brikena'),
    men: names('Artan Genc Luan Sokol Kastriot'),
  },
  {
    nationality: 'LB',
    past: 5,
    now: 1,
    languages: [['ar', 1]],
    family: names('Fakhri El-Zein Chahrour Miri Rammal Fayad'),
    women: names('Sanaa Ibtisam Hiba Fadia Wafaa Nahla'),
    men: names('Bilal Jihad Mounir Walid Ahmad Kassem'),
  },
  {
    nationality: 'LK',
    past: 3,
    now: 1,
    languages: [['en', 1]],
    family: names('Sivakumar Kandasamy Thambirajah Nadarajah Selvarajah'),
    women: names('Vasanthi Malathi Kamala Sumathi Rajini'),
    men: names('Ravindran Ganesh Suresh Mahendran Yogan'),
  },
]
