/** How a sales channel deals with VAT: what its prices hold, whether it reverses the charge, and what it does while VIES is silent. */
import { Button, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { ChannelTaxPolicy } from '../../modules/tax/schema/records.ts'
import { call } from '../api.ts'
import { useRead } from '../queries.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import { useCan } from '../session.ts'
import { useLang, useSay } from '../ui/lang.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { placeName } from '../ui/places.ts'
import { Trouble } from '../ui/states.tsx'
import { ui } from '../ui/words.ts'
import { vatWords } from './words.ts'

const shown = [
  'reverseCharge',
  'whenUnverified',
  'lastValidMaxDays',
  'usesLocalNumbers',
  'pricesIncludeVat',
  'crossBorderPricing',
  'priceCountry',
] as const

export function PolicyPanel({ channel }: { channel: string }) {
  const say = useSay()
  const lang = useLang()
  const can = useCan()
  const [isChanging, setChanging] = useState(false)
  const found = useRead('GET /channels/:channel/tax-policy', { channel }, { isEnabled: can('tax.see') })
  if (!can('tax.see')) return null
  const policy = found.data
  const { fields } = ChannelTaxPolicy
  const text = (name: (typeof shown)[number]): string => {
    const value = policy?.[name]
    if (typeof value === 'boolean') return say(value ? ui.yes : ui.no)
    if (name === 'priceCountry') return value ? placeName(String(value), lang) : say(vatWords.usual)
    const choices = fields[name].choices
    return choices ? say(choices[String(value)]!) : String(value)
  }
  return (
    <Panel
      title={say(vatWords.policy)}
      actions={
        can('tax.manage') &&
        policy && (
          <Button variant="default" onClick={() => setChanging(true)}>
            {say(vatWords.change)}
          </Button>
        )
      }
    >
      {policy ? (
        <Facts facts={shown.map((name) => [say(fields[name].words), text(name)])} />
      ) : found.isError ? (
        <Trouble error={found.error} retry={() => void found.refetch()} />
      ) : (
        <Skeleton height={160} />
      )}
      {isChanging && policy && (
        <RowDialog
          record={ChannelTaxPolicy}
          fields={shown}
          title={say(vatWords.policy)}
          note={<Text c="dimmed">{say(vatWords.policyWhy)}</Text>}
          initial={{ ...policy }}
          save={(values) =>
            call('PATCH /channels/:channel/tax-policy', {
              priceCountry: null,
              ...values,
              channel,
              ...('version' in policy ? { version: Number(policy.version) } : {}),
            })
          }
          touches={['/channels']}
          close={() => setChanging(false)}
        />
      )}
    </Panel>
  )
}
