/** The bank: statements in, the lines that wait for a person, money back to customers, and files for the bank. */
import { useSearch } from '@tanstack/react-router'
import type { Words } from '../../base/words.ts'
import { lineStates } from '../../modules/bank/schema.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { Page } from '../ui/page.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { FilesPanel } from './files-panel.tsx'
import { LinesPanel } from './lines-panel.tsx'
import { RefundsPanel } from './refunds-panel.tsx'
import { bankViews, type BankView } from './search.ts'
import { StatementsPanel } from './statements-panel.tsx'
import { UploadButton } from './upload-button.tsx'
import { bankWords } from './words.ts'

const names: Record<BankView, Words> = {
  ...lineStates,
  statements: bankWords.statements,
  refunds: bankWords.refunds,
  files: bankWords.files,
}

export function BankPage() {
  const say = useSay()
  const can = useCan()
  const { view = 'open' } = useSearch({ from: '/inside/bank' })
  return (
    <Page title={say(bankWords.title)} actions={can('bank.match') && <UploadButton />}>
      <ViewTabs
        label={say(bankWords.title)}
        current={view}
        views={bankViews.map((id) => ({
          id,
          label: say(names[id]),
          count: undefined,
          link: { to: '/bank', search: id === 'open' ? {} : { view: id } },
        }))}
      />
      {(view === 'open' || view === 'matched' || view === 'ignored') && (
        <LinesPanel key={view} state={view} />
      )}
      {view === 'statements' && <StatementsPanel />}
      {view === 'refunds' && <RefundsPanel />}
      {view === 'files' && <FilesPanel />}
    </Page>
  )
}
