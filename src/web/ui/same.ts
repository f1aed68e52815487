/** Whether two values of a field are one to whoever fills in a form. Pure. */

/** An emptied text and one that was never there are; nought, "no" and nothing at all are three different things. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(kept(a)) === JSON.stringify(kept(b))

const kept = (value: unknown) => (value === undefined || value === '' ? null : value)
