/** Calls `onLine` with each line of a body of newline-delimited JSON, in order. */
export async function eachLine(
  body: ReadableStream<Uint8Array>,
  onLine: (value: unknown) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") onLine(JSON.parse(line));
    if (done) break;
  }
  if (rest.trim() !== "") onLine(JSON.parse(rest));
}
