import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Columns, PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { MoveForm } from './home-forms.tsx'
import { placeOf } from './home-words.ts'
import { EarningForm, LeaveForm, MemberForm } from './member-form.tsx'
import type { Member, SharedContact } from './queries.server.ts'
import { ageOf } from './rules.ts'
import { SharedPanel } from './shared-panel.tsx'

export const HOUSEHOLD_FORMS = ['member', 'move', 'shared', 'earning', 'leave'] as const
export type HouseholdForm = (typeof HOUSEHOLD_FORMS)[number]

interface HouseholdViewProps {
  /** Whoever lives here now first, then those who have left. */
  members: readonly Member[]
  /** What counts first, then what was before. */
  contacts: readonly SharedContact[]
  form: HouseholdForm | null
  /** Whom the open form is about. */
  who: string | null
  client: { clientId: string; personId: string; familyName: string }
  formKey: string
  today: string
  /** Addresses of this page and of the list of clients. */
  page: string
  clients: string
  lastResult: SubmissionResult<string[]> | undefined
}

const nameOf = ({ familyName, givenName }: Pick<Member, 'familyName' | 'givenName'>): string =>
  [givenName, familyName].filter(Boolean).join(' ')

/** Left: the form that is open, then who lives here, one card each. Right: what they share, who lived where. */
export function HouseholdView(props: HouseholdViewProps): ReactNode {
  const { members, form, page, today } = props
  const { t } = useWords()
  const f = useFormat(today)
  const now = members.filter(({ untilOn }) => untilOn === null)
  const gone = members.filter(({ untilOn }) => untilOn !== null)
  return (
    <>
      <PageHeader
        title={t('households:title')}
        sub={t('households:sub', { count: now.length })}
        action={
          <Row>
            <LinkButton to={`${page}?form=move`}>{t('households:move.open')}</LinkButton>
            <LinkButton to={`${page}?form=member`}>{t('households:member.open')}</LinkButton>
          </Row>
        }
      />
      <Columns>
        <Stack>
          <OpenForm {...props} />
          {now.map((member) => (
            <MemberCard key={member.personId} member={member} {...props} />
          ))}
          {gone.length > 0 ? (
            <Panel title={t('households:gone')}>
              <ul className="k-plain">
                {gone.map((member) => (
                  <li key={`${member.personId}/${member.fromOn}`}>
                    {nameOf(member)}, {f.date(member.fromOn)} – {f.date(member.untilOn ?? today)}
                  </li>
                ))}
              </ul>
            </Panel>
          ) : null}
        </Stack>
        <Stack>
          <SharedPanel
            {...props}
            file={`${props.clients}/${props.client.clientId}`}
            open={form === 'shared'}
          />
          <Homes members={now} today={today} />
        </Stack>
      </Columns>
    </>
  )
}

function MemberCard({
  member,
  members,
  client,
  page,
  clients,
  today,
}: HouseholdViewProps & { member: Member }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { personId, clientId, birthDate, relation, earning, homes } = member
  const lives = members.filter(({ untilOn }) => untilOn === null)
  const [home] = homes
  const age = ageOf(birthDate, today)
  const born = f.birthDate(birthDate)
  const about = (form: HouseholdForm): string => `${page}?form=${form}&who=${personId}`
  const name = nameOf(member)
  return (
    <Panel
      title={
        clientId && personId !== client.personId ? (
          <TextLink to={`${clients}/${clientId}`}>{name}</TextLink>
        ) : (
          name
        )
      }
      action={
        <Badge tone={relation === 'head' ? 'info' : 'neutral'}>{t(`households:relation.${relation}`)}</Badge>
      }
    >
      <DefinitionList
        facts={[
          {
            term: t('households:member.birthDate'),
            value: age === null ? born : `${born}, ${t('households:age', { count: age })}`,
          },
          {
            term: t('households:lives'),
            value: home && home.untilOn === null ? placeOf(home, t) : t('households:unknownPlace'),
          },
          {
            term: t('households:earning.title'),
            value: earning
              ? t('households:earning.on', {
                  what: earning.kind ? t(`households:earns.${earning.kind}`) : t('households:earning.no'),
                  date: f.date(earning.on),
                })
              : t('households:earning.unknown'),
          },
          { term: t('households:member.file'), value: clientId ? null : t('households:member.noFile') },
        ]}
      />
      <Row>
        <TextLink to={about('earning')}>{t('households:earning.open')}</TextLink>
        {earning ? (
          <TextLink to={`${clients}/${client.clientId}/undo/earning/${earning.earningId}`}>
            {t('households:earning.takeBack')}
          </TextLink>
        ) : null}
        {lives.length > 1 ? <TextLink to={about('leave')}>{t('households:leave.open')}</TextLink> : null}
      </Row>
    </Panel>
  )
}

function OpenForm(props: HouseholdViewProps): ReactNode {
  const { form, who, members, client } = props
  const { t } = useWords()
  const now = members.filter(({ untilOn }) => untilOn === null)
  const member = now.find(({ personId }) => personId === who)
  const forms = { ...props, back: props.page }
  switch (form) {
    case 'member':
      return (
        <Panel title={t('households:member.open')}>
          <MemberForm {...forms} familyName={client.familyName} />
        </Panel>
      )
    case 'move':
      return (
        <Panel title={t('households:move.open')}>
          <MoveForm {...forms} people={now.map((one) => ({ personId: one.personId, name: nameOf(one) }))} />
        </Panel>
      )
    case 'earning':
      return member ? (
        <Panel title={t('households:earning.of', { name: nameOf(member) })}>
          <EarningForm {...forms} member={member} />
        </Panel>
      ) : null
    case 'leave':
      return member ? (
        <Panel title={t('households:leave.of', { name: nameOf(member) })}>
          <LeaveForm {...forms} member={member} />
        </Panel>
      ) : null
    default:
      return null
  }
}

/** Who lived where and until when. */
function Homes({ members, today }: { members: readonly Member[]; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const homes = members.flatMap((member) => member.homes.map((home) => ({ ...home, member })))
  if (homes.length === 0) return null
  return (
    <Section title={t('households:homes')} count={homes.length}>
      <DataTable
        caption={t('households:homes')}
        captionHidden
        rows={homes}
        rowKey={({ member, fromOn, untilOn }) => `${member.personId}/${fromOn}/${untilOn}`}
        columns={[
          {
            key: 'who',
            head: t('households:member.name'),
            rowHeader: true,
            cell: ({ member }) => nameOf(member),
          },
          { key: 'where', head: t('households:lives'), cell: (home) => placeOf(home, t) },
          { key: 'from', head: t('households:from'), cell: ({ fromOn }) => f.date(fromOn) },
          {
            key: 'until',
            head: t('households:until'),
            cell: ({ untilOn }) => (untilOn ? f.date(untilOn) : t('households:today')),
          },
        ]}
      />
    </Section>
  )
}
