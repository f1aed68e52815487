/** The keys of programs: which there are, when they were used, renewing and withdrawing them. */
import { Button, Text } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ApiKey } from '../../modules/users/schema.ts'
import type { Answered } from '../calls.ts'
import { useChange, usePages } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import { useShown } from '../records/pages.ts'
import { ShownTable } from '../records/shown-table.tsx'
import { useCan } from '../session.ts'
import { settingsBack } from '../settings/back.ts'
import type { Column } from '../ui/columns.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { told } from '../ui/toasts.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { keyWords } from './words.ts'

type Row = Answered<'GET /api-keys'>['rows'][number]
type Asking = { readonly what: 'rotate' | 'revoke'; readonly key: Row }

export function ApiKeysPage() {
  const say = useSay()
  const can = useCan()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const shown = useShown(usePages('GET /api-keys', { limit: 50 }))
  const columns = useKeyColumns(can('api-keys.manage') ? setAsking : null)
  const close = () => setAsking(null)
  const touches = ['/api-keys']
  const rotate = useChange('POST /api-keys/:key/rotate', {
    touches,
    done: (answer) => {
      close()
      setSecret(answer.secret)
    },
  })
  const revoke = useChange('POST /api-keys/:key/revoke', {
    touches,
    done: () => {
      close()
      told(say(keyWords.revoked))
    },
  })
  const add = can('api-keys.manage') && (
    <LinkButton link={{ to: '/api-keys/new' }} leftSection={<Plus size={14} aria-hidden />}>
      {say(keyWords.fresh)}
    </LinkButton>
  )
  return (
    <Page
      title={say(keyWords.title)}
      back={settingsBack(say)}
      actions={
        <>
          <Button component="a" variant="default" href="/api/docs" target="_blank" rel="noopener">
            {say(keyWords.docs)}
          </Button>
          {add}
        </>
      }
    >
      <Panel isFlush>
        <ShownTable
          shown={shown}
          label={say(keyWords.title)}
          columns={columns}
          idOf={idOf}
          nameOf={nameOf}
          title={nameOf}
          titleLabel={say(keyWords.name)}
          empty={
            <EmptyState kind="never" title={say(keyWords.none)} why={say(keyWords.why)}>
              {add}
            </EmptyState>
          }
        />
      </Panel>
      {asking?.what === 'rotate' && (
        <ConfirmPreview
          title={say(keyWords.rotateOne, { name: asking.key.name })}
          go={say(keyWords.rotate)}
          isBusy={rotate.isPending}
          onGo={() => rotate.mutate({ key: asking.key.id })}
          close={close}
        >
          <Text>{say(keyWords.rotateWhy)}</Text>
        </ConfirmPreview>
      )}
      {asking?.what === 'revoke' && (
        <ConfirmPreview
          title={say(keyWords.revokeOne, { name: asking.key.name })}
          go={say(keyWords.revoke)}
          isDangerous
          isBusy={revoke.isPending}
          onGo={() => revoke.mutate({ key: asking.key.id })}
          close={close}
        >
          <Text>{say(keyWords.revokeWhy)}</Text>
        </ConfirmPreview>
      )}
      {secret && <SecretDialog secret={secret} close={() => setSecret(null)} />}
    </Page>
  )
}

const idOf = (row: Row) => row.id
const nameOf = (row: Row) => row.name

function useKeyColumns(ask: ((asking: Asking) => void) | null): readonly Column<Row>[] {
  const say = useSay()
  const format = useFormat()
  return useMemo<Column<Row>[]>(() => {
    const now = new Date()
    const { kind, state } = ApiKey.fields
    return [
      {
        id: 'state',
        label: say(keyWords.state),
        onCard: 'aside',
        cell: (row) => (
          <StatusPill tone={row.state === 'active' ? 'good' : 'neutral'}>
            {say(state.choices![row.state]!)}
          </StatusPill>
        ),
      },
      {
        id: 'kind',
        label: say(keyWords.kind),
        onCard: 'line',
        cell: (row) => `${say(kind.choices![row.kind]!)} …${row.ending}`,
      },
      {
        id: 'used',
        label: say(keyWords.lastUsed),
        onCard: 'line',
        cell: (row) => (row.lastUsedAt ? format.ago(row.lastUsedAt, now) : say(keyWords.never)),
      },
      {
        id: 'until',
        label: say(keyWords.until),
        cell: (row) => (row.expiresDay ? format.day(row.expiresDay) : '–'),
      },
      ...(ask
        ? [
            {
              id: 'acts',
              label: say(keyWords.acts),
              onCard: 'line' as const,
              cell: (row: Row) =>
                row.state === 'active' && (
                  <>
                    <Button
                      variant="subtle"
                      aria-label={say(keyWords.rotateOne, { name: row.name })}
                      onClick={() => ask({ what: 'rotate', key: row })}
                    >
                      {say(keyWords.rotate)}
                    </Button>
                    <Button
                      variant="subtle"
                      aria-label={say(keyWords.revokeOne, { name: row.name })}
                      onClick={() => ask({ what: 'revoke', key: row })}
                    >
                      {say(keyWords.revoke)}
                    </Button>
                  </>
                ),
            },
          ]
        : []),
    ]
  }, [say, format, ask])
}
