/** What one chooses for the device in hand: row height, keys and the scanner. */
import { NativeSelect, SimpleGrid, Switch } from '@mantine/core'
import { usePreferences, type Preferences } from '../preferences.ts'
import { FigureInput } from '../ui/figure-input.tsx'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { accountWords } from './words.ts'

export function DevicePanel() {
  const say = useSay()
  const [chosen, choose] = usePreferences()
  return (
    <Panel title={say(accountWords.device)}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <NativeSelect
          label={say(accountWords.density)}
          value={chosen.density}
          onChange={(event) => choose({ density: event.currentTarget.value as Preferences['density'] })}
          data={[
            { value: 'normal', label: say(accountWords.normal) },
            { value: 'compact', label: say(accountWords.compact) },
            { value: 'touch', label: say(accountWords.touch) },
          ]}
        />
        <FigureInput
          label={say(accountWords.scanGap)}
          description={say(accountWords.scanGapWhy)}
          decimals={0}
          value={chosen.scanGapMs}
          onChange={(value) => value !== null && value >= 10 && value <= 500 && choose({ scanGapMs: value })}
        />
        <Switch
          label={say(accountWords.singleKeys)}
          description={say(accountWords.singleKeysWhy)}
          checked={chosen.hasSingleKeys}
          onChange={(event) => choose({ hasSingleKeys: event.currentTarget.checked })}
        />
      </SimpleGrid>
    </Panel>
  )
}
