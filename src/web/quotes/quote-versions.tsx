/** The versions that were sent, each to be read as it was. */
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { call } from '../api.ts'
import { KeptLines } from '../sales/kept-lines.tsx'
import { SaleSums } from '../sales/live-price.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { openFile } from '../ui/open-file.ts'
import { ui } from '../ui/words.ts'
import type { WholeQuote } from './whole-quote.ts'
import styles from './quotes.module.css'
import { quoteWords } from './words.ts'

type Version = WholeQuote['versions'][number]

export function QuoteVersions({ quote }: { quote: WholeQuote }) {
  const say = useSay()
  const [seen, setSeen] = useState<Version | null>(null)
  const nameOf = useName()
  if (quote.versions.length === 0) return <Text c="dimmed">{say(quoteWords.noVersions)}</Text>
  return (
    <>
      <ul className={styles.versions}>
        {quote.versions.toReversed().map((version) => (
          <li key={version.id}>
            <span>{nameOf(version)}</span>
            <Button
              variant="default"
              onClick={() => setSeen(version)}
              aria-label={`${say(quoteWords.see)}: ${nameOf(version)}`}
            >
              {say(quoteWords.see)}
            </Button>
            <PdfButton version={version} name={nameOf(version)} />
          </li>
        ))}
      </ul>
      {seen && (
        <Dialog
          opened
          onClose={() => setSeen(null)}
          title={nameOf(seen)}
          size="lg"
          closeButtonProps={{ 'aria-label': say(ui.close) }}
        >
          {seen.note && <p className={styles.note}>{seen.note}</p>}
          <KeptLines sale={seen.content} />
          <div className={styles.sums}>
            <SaleSums sale={seen.content} />
          </div>
        </Dialog>
      )}
    </>
  )
}

function useName() {
  const say = useSay()
  const format = useFormat()
  return (version: Version) =>
    say(quoteWords.versionOf, { revision: version.revision, day: format.day(version.day) })
}

function PdfButton({ version, name }: { version: Version; name: string }) {
  const say = useSay()
  const { file } = version
  return (
    <Button
      variant="default"
      disabled={!file}
      title={file ? undefined : say(quoteWords.pdfComes)}
      aria-label={`${say(quoteWords.pdf)}: ${name}`}
      onClick={() => file && void openFile(() => call('GET /files/:file', { file }), say, name)}
    >
      {say(quoteWords.pdf)}
    </Button>
  )
}
