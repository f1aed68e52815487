/** Work that many ask for at once and that says the same to each of them: what is asked while it is being done is done once more for all. */

type Turn = { readonly running: Promise<unknown>; next: Promise<unknown> | null }

/** Who asks while work of this key is being done shares the next turn, which begins after all of them have asked. */
export function takingTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const turns = new Map<string, Turn>()

  function begin<T>(key: string, work: () => Promise<T>): Promise<T> {
    const running = work()
    const turn: Turn = { running, next: null }
    turns.set(key, turn)
    const end = () => void (turn.next ?? turns.delete(key))
    running.then(end, end)
    return running
  }

  return <T>(key: string, work: () => Promise<T>) => {
    const turn = turns.get(key)
    if (!turn) return begin(key, work)
    const after = () => begin(key, work)
    return (turn.next ??= turn.running.then(after, after)) as Promise<T>
  }
}
