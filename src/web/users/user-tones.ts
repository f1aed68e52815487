/** The colour of a user's state. */
import type { Tone } from '../ui/theme.ts'

export const userTones: Readonly<Record<'invited' | 'active' | 'inactive', Tone>> = {
  invited: 'fresh',
  active: 'good',
  inactive: 'neutral',
}
