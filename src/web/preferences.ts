/** What one person chose on one device: density, single-letter keys, the scanner's pace; kept in this browser. */
import { useLocalStorage } from '@mantine/hooks'
import { useEffect } from 'react'
import { scanGapMs } from './ui/scanner.ts'
import { setSingleKeys } from './ui/keys.ts'

export type Preferences = {
  readonly density: 'normal' | 'compact' | 'touch'
  readonly hasSingleKeys: boolean
  readonly scanGapMs: number
}

const usual: Preferences = { density: 'normal', hasSingleKeys: true, scanGapMs }

export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const [kept, setKept] = useLocalStorage<Partial<Preferences>>({
    key: 'pakhuis.device',
    defaultValue: {},
    getInitialValueInEffect: false,
  })
  return [{ ...usual, ...kept }, (change) => setKept((before) => ({ ...before, ...change }))]
}

/** Puts the choices to work; stands once, at the root. */
export function useDevice() {
  const [{ density, hasSingleKeys }] = usePreferences()
  useEffect(() => {
    document.documentElement.dataset['density'] = density
    setSingleKeys(hasSingleKeys)
  }, [density, hasSingleKeys])
}
