import access from '../access/words.de.json' with { type: 'json' }
import assessments from '../assessments/words.de.json' with { type: 'json' }
import capacity from '../capacity/words.de.json' with { type: 'json' }
import caseload from '../caseload/words.de.json' with { type: 'json' }
import clients from '../clients/words.de.json' with { type: 'json' }
import counselling from '../counselling/words.de.json' with { type: 'json' }
import digest from '../digest/words.de.json' with { type: 'json' }
import employers from '../employers/words.de.json' with { type: 'json' }
import files from '../files/words.de.json' with { type: 'json' }
import followUps from '../follow-ups/words.de.json' with { type: 'json' }
import households from '../households/words.de.json' with { type: 'json' }
import intake from '../intake/words.de.json' with { type: 'json' }
import letters from '../letters/words.de.json' with { type: 'json' }
import messages from '../messages/words.de.json' with { type: 'json' }
import operator from '../operator/words.de.json' with { type: 'json' }
import outreach from '../outreach/words.de.json' with { type: 'json' }
import partners from '../partners/words.de.json' with { type: 'json' }
import people from '../people/words.de.json' with { type: 'json' }
import permits from '../permits/words.de.json' with { type: 'json' }
import placements from '../placements/words.de.json' with { type: 'json' }
import privacy from '../privacy/words.de.json' with { type: 'json' }
import programmes from '../programmes/words.de.json' with { type: 'json' }
import region from '../region/words.de.json' with { type: 'json' }
import reports from '../reports/words.de.json' with { type: 'json' }
import settings from '../settings/words.de.json' with { type: 'json' }
import undo from '../undo/words.de.json' with { type: 'json' }
import walk from '../walk/words.de.json' with { type: 'json' }
import workPlans from '../work-plans/words.de.json' with { type: 'json' }
import kit from './words.de.json' with { type: 'json' }

/** Every German word, by room. The client loads this file as a chunk of its own, so it stays out of the pages. */
export const de = {
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
