/** Bytes as something that an image can show, while it does. */
import { useEffect, useState } from "react";

export function useBlob(bytes: Uint8Array, mediaType: string): string | null {
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: mediaType }));
    setSource(url);
    return () => URL.revokeObjectURL(url);
  }, [bytes, mediaType]);
  return source;
}
