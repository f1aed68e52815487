/** The PDF of a final invoice, in a frame of the page, as the customer gets it; and its UBL to save. */
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { useBlobUrl } from '../ui/blob-url.ts'
import { Panel } from '../ui/page.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { saveFile } from '../ui/save-file.ts'
import { Trouble } from '../ui/states.tsx'
import { warned } from '../ui/toasts.tsx'
import type { WholeInvoice } from './whole-invoice.ts'
import styles from './invoices.module.css'
import { linkWords } from './sending-words.ts'
import { invoiceWords } from './words.ts'

export function PdfPanel({ invoice }: { invoice: WholeInvoice }) {
  const say = useSay()
  const file = invoice.pdf
  const found = useQuery({
    queryKey: ['/files', { file }],
    // Files are served in a sandbox, in which browsers draw no PDF: its bytes are shown from the page itself.
    queryFn: async ({ signal }) =>
      (await call('GET /files/:file', { file: file! }, { signal })) as unknown as Blob,
    enabled: file !== null,
    staleTime: Infinity,
  })
  const url = useBlobUrl(found.data)
  const takeUbl = async () => {
    try {
      saveFile(await call('GET /invoices/:invoice/ubl', { invoice: invoice.id }), `${invoice.number}.xml`)
    } catch (error) {
      warned(refusalText(error, say))
    }
  }
  return (
    <Panel
      title={say(invoiceWords.pdf)}
      actions={
        <Group gap="xs">
          <Button variant="default" onClick={() => void takeUbl()}>
            {say(linkWords.ubl)}
          </Button>
          {url && (
            <Button component="a" variant="default" href={url} target="_blank" rel="noopener">
              {say(invoiceWords.open)}
            </Button>
          )}
        </Group>
      }
    >
      {file === null && <Text c="dimmed">{say(invoiceWords.pdfComes)}</Text>}
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {file !== null && found.isPending && <Skeleton height={240} />}
      {url && (
        <iframe
          className={styles.pdf}
          src={`${url}#navpanes=0&view=FitH`}
          title={`${say(invoiceWords.pdf)} ${invoice.number ?? ''}`}
        />
      )}
    </Panel>
  )
}
