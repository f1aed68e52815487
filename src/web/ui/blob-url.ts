/** An address of bytes that came over the API, for as long as the component stands that shows them. */
import { useEffect, useState } from 'react'

/** The address of the bytes before stays until that of the new ones is there, so that a picture does not blink. */
export function useBlobUrl(blob: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url
}
