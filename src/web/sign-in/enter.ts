/** What follows once the server let someone in: the answers of before are forgotten and the asked screen opens. */
import { useRouter } from '@tanstack/react-router'
import { cache } from '../queries.ts'

export function useEnter(to = '/'): () => Promise<void> {
  const router = useRouter()
  return async () => {
    cache.clear()
    await router.invalidate()
    router.history.replace(to)
  }
}
