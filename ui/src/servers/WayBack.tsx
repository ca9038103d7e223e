/** How the browser is sent off to the server, and how it comes back. */
import type { RedirectWay, ServerInspection, VendorSummary } from "../contract/contract";
import { Check } from "../design/Check";
import { Field } from "../design/Field";
import { Options } from "../design/Options";
import { useWords } from "../l10n/words";
import type { Draft } from "./settings";

type Props = {
  draft: Draft;
  inspection: ServerInspection | null;
  vendor: VendorSummary | undefined;
  isLocked: boolean;
  onChange: (part: Partial<Draft>) => void;
};

export const ways: readonly RedirectWay[] = ["automatic", "scheme", "loopback", "https", "paste"];

export function WayBack({ draft, inspection, vendor, isLocked, onChange }: Props) {
  const words = useWords();
  /** Nothing is registered for choosing or for pasting. */
  const isTaken = (way: RedirectWay) =>
    way === "automatic" || way === "paste" || !vendor || vendor.redirects.includes(way);
  const explained = (way: RedirectWay) =>
    isTaken(way)
      ? words.part(`way-${way}`, "explained") || undefined
      : words.say("way-not-registered", { vendor: vendor?.title ?? "" });
  const isPage = draft.redirect === "https";
  // What a server that cannot be asked now takes is not known: what was set stays to be seen.
  const mayPost = inspection?.launches.authorizePost || draft.authorizePost;
  return (
    <>
      <Options
        id="redirect-way"
        label={words.say("settings-way")}
        value={draft.redirect}
        isDisabled={isLocked}
        options={ways.map((one) => ({
          id: one,
          label: words.say(`way-${one}`),
          technical: words.part(`way-${one}`, "technical") || undefined,
          explained: explained(one),
        }))}
        onChange={(redirect) => onChange({ redirect })}
      />
      {(isPage || draft.redirectUri !== "") && (
        <Field
          id="redirect-page"
          label={words.say("redirect-page-label")}
          hint={words.say("redirect-page-hint")}
          value={draft.redirectUri}
          onChange={(redirectUri) => onChange({ redirectUri })}
          isDisabled={isLocked}
          monospaced
          autoComplete="off"
        />
      )}
      {mayPost && (
        <Check
          id="authorize-post"
          label={words.say("settings-authorize-post")}
          value={draft.authorizePost}
          isDisabled={isLocked}
          onChange={(authorizePost) => onChange({ authorizePost })}
        />
      )}
    </>
  );
}
