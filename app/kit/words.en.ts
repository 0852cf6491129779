import access from '../access/words.en.json' with { type: 'json' }
import assessments from '../assessments/words.en.json' with { type: 'json' }
import capacity from '../capacity/words.en.json' with { type: 'json' }
import caseload from '../caseload/words.en.json' with { type: 'json' }
import clients from '../clients/words.en.json' with { type: 'json' }
import counselling from '../counselling/words.en.json' with { type: 'json' }
import digest from '../digest/words.en.json' with { type: 'json' }
import employers from '../employers/words.en.json' with { type: 'json' }
import files from '../files/words.en.json' with { type: 'json' }
import followUps from '../follow-ups/words.en.json' with { type: 'json' }
import households from '../households/words.en.json' with { type: 'json' }
import intake from '../intake/words.en.json' with { type: 'json' }
import letters from '../letters/words.en.json' with { type: 'json' }
import messages from '../messages/words.en.json' with { type: 'json' }
import operator from '../operator/words.en.json' with { type: 'json' }
import outreach from '../outreach/words.en.json' with { type: 'json' }
import partners from '../partners/words.en.json' with { type: 'json' }
import people from '../people/words.en.json' with { type: 'json' }
import permits from '../permits/words.en.json' with { type: 'json' }
import placements from '../placements/words.en.json' with { type: 'json' }
import privacy from '../privacy/words.en.json' with { type: 'json' }
import programmes from '../programmes/words.en.json' with { type: 'json' }
import region from '../region/words.en.json' with { type: 'json' }
import reports from '../reports/words.en.json' with { type: 'json' }
import settings from '../settings/words.en.json' with { type: 'json' }
import undo from '../undo/words.en.json' with { type: 'json' }
import walk from '../walk/words.en.json' with { type: 'json' }
import workPlans from '../work-plans/words.en.json' with { type: 'json' }
import type { de } from './words.de.ts'
import kit from './words.en.json' with { type: 'json' }

/** Every English word, by room; the type says that no room may be missing. */
export const en: Record<keyof typeof de, object> = {
  access,
  assessments,
  capacity,
  caseload,
  clients,
  counselling,
  digest,
  employers,
  files,
  'follow-ups': followUps,
  households,
  intake,
  kit,
  letters,
  messages,
  operator,
  outreach,
  people,
  permits,
  partners,
  placements,
  programmes,
  region,
  privacy,
  reports,
  settings,
  walk,
  undo,
  'work-plans': workPlans,
}
