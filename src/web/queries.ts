/** Reading and changing through the typed client, with the cache, the toasts and the live updates that belong to it. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryKey,
} from '@tanstack/react-query'
import { ApiRefusal, call, type Answer, type Given } from './api.ts'
import type { Calls } from './calls.ts'
import { useSay } from './ui/lang.tsx'
import { unmarkedText } from './ui/refusal-text.ts'
import { unwarned, warned } from './ui/toasts.tsx'

type Read = keyof Calls & `GET ${string}`
type Change = Exclude<keyof Calls & string, Read>

export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only a lost connection or a fault is worth another try.
      retry: (count, error) => count < 2 && !(error instanceof ApiRefusal && error.status < 500),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

export const keyOf = <A extends Read>(address: A, given: Given<A>): QueryKey => [address.slice(4), given]

export const readOptions = <A extends Read>(address: A, given: Given<A>) => ({
  queryKey: keyOf(address, given),
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<Answer<A>> => call(address, given, { signal }),
})

/** Asked anew each time that it is shown, and not while it is: what is typed over it is not swept away. */
export const askedOnce = { staleTime: Infinity, gcTime: 0 } as const

/** Asks by address; the previous answer stands while a new one is on its way. */
export const useRead = <A extends Read>(
  address: A,
  given: Given<A>,
  more: { isEnabled?: boolean; staleMs?: number } = {},
) =>
  standing(
    useQuery({
      ...readOptions(address, given),
      placeholderData: keepPreviousData,
      enabled: more.isEnabled ?? true,
      ...(more.staleMs === undefined ? {} : { staleTime: more.staleMs }),
    }),
  )

type Paged = { rows: readonly unknown[]; next: string | null }

type PagedRead<A extends Read> = A & (Answer<A> extends Paged ? A : never)

/** A list page by page; `after` is the cursor that the page before gave. */
const pagesOptions = <A extends Read>(address: PagedRead<A>, given: Given<A>) =>
  infiniteQueryOptions({
    queryKey: [...keyOf(address, given), 'pages'],
    queryFn: ({ pageParam, signal }): Promise<Answer<A>> =>
      call(address, (pageParam ? { ...given, after: pageParam } : given) as Given<A>, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last as Paged).next,
  })

export const usePages = <A extends Read>(address: PagedRead<A>, given: Given<A>) =>
  standing(useInfiniteQuery({ ...pagesOptions(address, given), placeholderData: keepPreviousData }))

type Asked = { isRefetchError: boolean; error: Error | null }

/** What is on the screen stays there when asking again failed on the line or on a fault; a refusal is told. */
const standing = <R extends Asked>(found: R): R =>
  found.isRefetchError && !(found.error instanceof ApiRefusal && found.error.status < 500)
    ? { ...found, status: 'success', isSuccess: true, isError: false, isRefetchError: false, error: null }
    : found

/** Asks for the first page of a list before its screen is there. */
export const askPages = <A extends Read>(address: PagedRead<A>, given: Given<A>): void =>
  void cache.prefetchInfiniteQuery(pagesOptions(address, given))

type Changing<A extends Change> = {
  done?: (answer: Answer<A>, given: Given<A>) => void
  /** Shows the outcome before the server answers; gives back how to take it away again. */
  ahead?: (given: Given<A>) => (() => void) | void
  /** What to do instead of telling the refusal in a toast. */
  refused?: (error: unknown) => void
  /** Addresses whose answers are no longer true: `/orders`. */
  touches?: readonly string[]
}

/** Changes by address; a refusal is told in its own words. */
export function useChange<A extends Change>(address: A, { done, ahead, refused, touches }: Changing<A> = {}) {
  const client = useQueryClient()
  const say = useSay()
  return useMutation({
    mutationFn: (given: Given<A>): Promise<Answer<A>> => call(address, given),
    onMutate(given) {
      unwarned(address)
      return { takeBack: ahead?.(given) }
    },
    onSuccess: (answer, given) => done?.(answer, given),
    onError: (error, _given, context) => {
      context?.takeBack?.()
      if (refused) refused(error)
      else warned(unmarkedText(error, say), address)
    },
    onSettled: () => forget(client, touches ?? []),
  })
}

/** Asks again for everything whose address begins with one of these, however many there are. */
export function forget(client: QueryClient, prefixes: readonly string[]): Promise<unknown> {
  const touched = new Set(prefixes)
  return touched.size === 0
    ? Promise.resolve()
    : client.invalidateQueries({
        predicate: ({ queryKey: key }) =>
          typeof key[0] === 'string' && (isBelow(key[0], touched) || isBelow(filled(key), touched)),
      })
}

/** The address of an answer with its names filled in: `/orders/:order` as `/orders/01a2…`. */
const filled = ([path, given]: QueryKey): string =>
  String(path).replace(/:([a-zA-Z]+)/g, (_, name: string) =>
    String((given as Record<string, unknown> | undefined)?.[name] ?? ''),
  )

/** Whether the path itself or one above it is among these. */
function isBelow(path: string, touched: ReadonlySet<string>): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
    if (touched.has(path.slice(0, end))) return true
  return false
}
