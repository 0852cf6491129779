import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { noticeText } from './notice-text.ts'
import { NOTICE_LANGUAGES, NOTICE_VERSION, type NoticeLanguage } from './rules.ts'
import './intake.css'

interface NoticeSheetProps {
  city: string
  language: NoticeLanguage
  /** Address of the page. */
  page: string
  /** Where it is written down that the sheet was given. */
  intake: string
}

/** The sheet in one language, to be printed and handed out. */
export function NoticeSheet({ city, language, page, intake }: NoticeSheetProps): ReactNode {
  const { t } = useWords()
  const { title, intro, sections } = noticeText(language, city)
  return (
    <Stack>
      <div className="notice-tools">
        <Stack>
          <PageHeader title={t('intake:sheet.title')} sub={t('intake:sheet.sub')} />
          <Row>
            {NOTICE_LANGUAGES.map((one) =>
              one === language ? (
                <strong key={one}>{t(`intake:language.${one}`)}</strong>
              ) : (
                <TextLink key={one} to={`${page}?language=${one}`}>
                  {t(`intake:language.${one}`)}
                </TextLink>
              ),
            )}
          </Row>
          <Alert title={t('intake:sheet.blanks')}>
            <p>{t('intake:sheet.print')}</p>
          </Alert>
          <Row>
            <LinkButton kind="primary" to={`${intake}?form=notice`}>
              {t('intake:notice.enter')}
            </LinkButton>
            <LinkButton kind="tertiary" to={intake}>
              {t('intake:back')}
            </LinkButton>
          </Row>
        </Stack>
      </div>
      <article className="notice" lang={language.startsWith('en') ? 'en' : 'de'}>
        <h2 className="notice__title">{title}</h2>
        <p>{intro}</p>
        {sections.map((section) => (
          <section key={section.title}>
            <h3>{section.title}</h3>
            <ul>
              {section.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        ))}
        <p className="notice__version">{t('intake:sheet.version', { version: NOTICE_VERSION })}</p>
      </article>
    </Stack>
  )
}
