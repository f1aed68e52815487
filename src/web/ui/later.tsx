/** A part of a screen that is loaded when it is first drawn: dialogs, calendars, editors; until then nothing stands there. */
import { lazy, Suspense, type ComponentType } from 'react'
import { fetched } from './fetched.ts'

export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Part = lazy(async () => ({ default: await fetched(load) })) as unknown as ComponentType<P>
  return function Later(props: P) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    )
  }
}
