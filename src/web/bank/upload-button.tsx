/** Takes in a CAMT.053 file and tells what came of it. */
import { Button, VisuallyHidden } from '@mantine/core'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import { useChange } from '../queries.ts'
import { useSay } from '../ui/lang.tsx'
import { told, warned } from '../ui/toasts.tsx'
import { bankWords } from './words.ts'

export function UploadButton() {
  const say = useSay()
  const input = useRef<HTMLInputElement>(null)
  const take = useChange('POST /bank-statements', {
    touches: ['/bank-lines', '/bank-statements', '/invoices', '/orders', '/tasks'],
    done: ({ statements, lines, matched, open }) => {
      told(say(bankWords.imported, { lines, matched, open }))
      const wrong = statements.filter(({ isBalanced }) => !isBalanced)
      if (wrong.length > 0)
        warned(say(bankWords.importedUnbalanced, { names: wrong.map(({ name }) => name).join(', ') }))
    },
  })
  return (
    <>
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          accept=".xml,.camt,.053,application/xml,text/xml"
          tabIndex={-1}
          aria-label={say(bankWords.uploadWhy)}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            // The same file may be chosen again after a refusal.
            event.currentTarget.value = ''
            if (file) take.mutate({ file } as never)
          }}
        />
      </VisuallyHidden>
      <Button
        leftSection={<Upload size={14} aria-hidden />}
        loading={take.isPending}
        title={say(bankWords.uploadWhy)}
        onClick={() => input.current?.click()}
      >
        {say(bankWords.upload)}
      </Button>
    </>
  )
}
