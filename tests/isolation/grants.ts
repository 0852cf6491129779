/**
 * Who may do what in a city's database and in the platform's: the expected side of the test that reads the catalogue.
 * S select, I insert, U update, D delete, T truncate, R references, G trigger; a small letter = some columns only, which
 * stand in COLUMNS. `all` = the seven, `-` = nothing. Roles without the name of their city, or `platform_`.
 */
import { CITY_ROLES } from '../../db/fleet/server.ts'

export const PLATFORM_LOGINS = ['web', 'worker', 'operator', 'sealer'] as const

const IN_A_CITY = `
table                        owner    staff    partner  report   sealer
actor                        all      SIU      sI       -        -
appointment                  all      SIU      -        -        -
appointment_interpreter      all      SIU      -        -        -
assessment                   all      SIU      s        -        -
assessment_ability           all      SIU      s        -        -
assessment_draft             all      SIU      -        -        -
assessment_draft_ability     all      SIU      -        -        -
assessment_draft_topic       all      SIU      -        -        -
assessment_german            all      SI       -        -        -
assessment_job               all      SI       -        -        -
assessment_language          all      SI       -        -        -
assessment_obstacles         all      SI       -        -        -
assessment_paper             all      SI       -        -        -
assessment_readiness         all      SI       -        -        -
audit_change                 all      -        -        -        s
audit_event                  all      sI       sI       -        S
audit_seal                   all      -        -        -        SI
audit_value                  all      I        I        -        -
blocked_address              all      SIU      -        -        -
calendar_feed                all      SIU      -        -        -
call_request                 all      SIU      -        -        -
catalogue_review             all      SIU      -        -        -
city_identity                all      S        S        S        S
city_setting                 all      SIU      -        -        -
client                       all      SIU      s        -        -
client_reply                 all      SIU      -        -        -
closure_day                  all      SIU      -        -        -
contact_record               all      SIU      -        -        -
consent                      all      SIU      s        -        -
counselling                  all      SIU      -        -        -
delivery_event               all      SI       -        -        -
deputy                       all      SIU      -        -        -
diary_time                   all      S        -        -        -
digest                       all      SIUD     -        -        -
document                     all      SIU      -        -        -
do_not_visit                 all      SIU      -        -        -
drizzle.__drizzle_migrations all      -        -        -        -
dwelling                     all      SIU      -        -        -
earning                      all      SIU      -        -        -
employer                     all      SIU      -        -        -
file_access                  all      SIU      -        -        -
follow_up_hold               all      SIU      -        -        -
follow_up_schedule           all      SIU      -        -        -
group_talk                   all      SIU      -        -        -
hand_over                    all      SIU      -        -        -
help_request                 all      SIU      -        -        -
household                    all      SIU      -        -        -
household_contact            all      SIU      -        -        -
household_member             all      SIU      -        -        -
interpreter                  all      SIU      -        -        -
letterhead                   all      SIU      -        -        -
list_draft                   all      SIUD     -        -        -
list_header_meaning          all      SIU      -        -        -
list_import                  all      SI       -        -        -
list_row                     all      SIu      -        -        -
message                      all      SIU      -        -        -
message_batch                all      SIU      -        -        -
message_sender               all      SIU      -        -        -
message_template             all      SI       -        -        -
not_duplicate                all      SIU      -        -        -
note                         all      SIU      sI       -        -
open_to_partner              all      -        S        -        -
outreach_letter              all      SIU      -        -        -
outreach_round               all      SIU      -        -        -
participation                all      SIU      -        -        -
permit_extension             all      SIU      -        -        -
person                       all      SIU      s        -        -
person_contact               all      SIU      s        -        -
person_merge                 all      SIu      -        -        -
person_picture               all      S        -        -        -
person_registry              all      SIU      -        -        -
person_stay                  all      SIU      -        -        -
placement                    all      SIU      -        -        -
plan_catalogue_step          all      SIU      -        -        -
plan_step_mark               all      SI       -        -        -
platform_witness             all      -        -        -        SI
privacy_notice               all      SIU      -        -        -
programme                    all      SIU      -        -        -
referral                     all      SIU      s        -        -
referral_answer              all      SIU      sI       -        -
report_snapshot              all      SI       -        -        -
residence_title              all      SIU      -        -        -
restricted_person            all      S        -        -        -
room                         all      SIU      -        -        -
round_person                 all      SIu      -        -        -
round_walker                 all      SI       -        -        -
signature                    all      SI       -        -        -
signing_request              all      SIU      -        -        -
sms_reply                    all      SIU      -        -        -
task                         all      SIU      -        -        -
tenancy                      all      SIU      -        -        -
timeline                     all      SI       I        -        -
visit                        all      SIU      -        -        -
work_facts                   all      SIU      -        -        -
work_plan                    all      SIU      s        -        -
work_plan_version            all      SIu      s        -        -
worker_absence               all      SIU      -        -        -
worker_hours                 all      SIU      -        -        -
`

/** Of BullMQ's own tables the test says that they are the worker's alone. */
const IN_THE_PLATFORM = `
table                        web      worker   operator sealer
account                      Siu      s        -        -
account_event                I        I        I        S
account_identity             SI       -        -        -
account_link                 Su       SIu      -        -
audit_anchor                 S        SIU      s        -
audit_seal                   -        -        -        SI
city                         Su       Su       S        -
city_credential              S        S        -        -
city_file_key                S        S        -        -
city_sign_in                 S        -        -        -
city_sign_in_attempt         SID      -        -        -
city_turn                    -        SIU      -        -
contract                     S        -        S        -
drizzle.__drizzle_migrations -        -        -        -
failed_job                   -        SIUD     Su       -
failed_attempt               SIUD     -        -        -
half_sign_in                 SIUD     -        -        -
invitation                   SIu      Su       -        -
membership                   SIuD     S        s        -
milestone                    -        -        -        -
office                       Si       s        -        -
organisation                 S        S        -        -
platform_identity            S        S        S        S
platform_mail                sI       SIu      -        -
queue_depth                  -        SIUD     S        -
recovery_code                SIUD     -        -        -
region                       S        S        S        -
released_figure              S        SID      -        -
report_part                  SI       SIU      s        -
report_run                   SI       SIU      s        -
schedule                     S        SIUD     S        -
schedule_day                 -        SIUD     S        -
schedule_outage              -        SIUD     S        -
second_factor                SIUD     -        -        -
session                      SIUD     -        -        -
trail_touch                  SIU      SIUD     S        -
vendor_turn                  -        SIU      -        -
`

/** Role, verb and table: the columns. */
export const CITY_COLUMNS: Record<string, string> = {
  'partner select actor': 'id name organisation',
  'partner select assessment':
    'client_id german_oral german_proof german_written id isced occurred_on qualification recognition schooling wish',
  'partner select assessment_ability': 'ability assessment_id childcare client_id note occurred_on',
  'partner select audit_event': 'id',
  'sealer select audit_change': 'digest event_id nth',
  'staff select audit_event': 'id',
  'partner select client': 'closed_on id lead_id person_id',
  'partner select consent': 'category client_id expires_on id occurred_on purpose',
  'partner select note': 'client_id id occurred_on organisation_id recorded_at recorded_by text',
  'partner select person': 'birth_date family_name gender given_name id',
  'partner select person_contact': 'email interpreter language person_id phone',
  'partner select referral': 'client_id ended_at id note occurred_on purpose until_on voided_at',
  'partner select referral_answer': 'answer answered_at reason referral_id',
  'partner select work_plan': 'client_id id in_force_on',
  'staff update list_row': 'person_id',
  'staff update round_person': 'person_id',
  'staff update work_plan_version': 'content hash made_at made_by offered_at state',
  'staff update person_merge': 'void_reason voided_at voided_by',
  'partner select work_plan_version': 'content id plan_id state',
}

export const PLATFORM_COLUMNS: Record<string, string> = {
  'web insert account': 'email id name organisation_id password_hash',
  'web update account': 'digest email organisation_id password_hash',
  'worker select account': 'demo digest email id name',
  'operator select audit_anchor': 'anchored_at city_slug seq',
  'operator update failed_job': 'asked_at closed_at state',
  'worker select office': 'account_id role',
  'web update account_link': 'replaced_at used_at',
  'worker update account_link': 'replaced_at',
  'web update city': 'next_due_at',
  'worker update city': 'next_due_at',
  'web update invitation': 'accepted_at accepted_by withdrawn_at',
  'worker update invitation': 'token_hash',
  'web update membership': 'role',
  'operator select membership': 'city_slug role',
  'web insert office': 'account_id region_slug role',
  'web select platform_mail': 'created_at id invitation_id state',
  'worker update platform_mail':
    'attempts claimed_until closed_at frozen frozen_at next_at reason recipient state vendor_id',
  'operator select report_part': 'city_slug run_id state',
  'operator select report_run': 'id started_at state',
}

/** Role by role what it may do with each table. */
export type Grants = Record<string, Record<string, string>>

function read(table: string, roles: readonly string[]): Grants {
  const rows = table.trim().split('\n').slice(1)
  return Object.fromEntries(
    rows.map((row) => {
      const [name = '', ...cells] = row.trim().split(/\s+/)
      if (cells.length !== roles.length) throw new Error(`Not a row: ${row}`)
      return [name, Object.fromEntries(roles.map((role, at) => [role, cells[at] ?? '']))]
    }),
  )
}

export const CITY_GRANTS = read(IN_A_CITY, CITY_ROLES)
export const PLATFORM_GRANTS = read(IN_THE_PLATFORM, PLATFORM_LOGINS)
