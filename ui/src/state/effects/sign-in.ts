/** Signing in, and what a person can do while it waits. */
import type { Connect, Problem, SignInEvent } from "../../contract/contract";
import { asProblem, type Cancel, type Host } from "../../host/host";
import { sessionOf } from "../record-name";
import { hostOf } from "../server-name";
import type { Store } from "../store";
import type { RecordEffects } from "./record";

export type SignInEffects = {
  connect: (request: Connect, server?: string) => void;
  cancel: () => void;
  /** Ends the sign-in begun last in the core, where no screen shows it any more. */
  giveUp: () => void;
  reopenBrowser: () => void;
  /** The link to sign in with; `null` where there is none. */
  authorizeLink: () => Promise<string | null>;
  pasteRedirect: (text: string) => Promise<void>;
};

export function signInEffects(
  host: Host,
  store: Store,
  record: RecordEffects,
  overview: () => void,
  clock: () => number,
): SignInEffects {
  /** Gives up the sign-in begun last, here and in the core. */
  let giveUp: Cancel = () => {};
  const name = () => store.get().signIn?.name ?? null;

  return {
    connect: (asked, server = hostOf(asked.fhirBaseUrl)) => {
      giveUp();
      const { session } = asked;
      // Whoever reads a record that was chosen signs in to its session.
      const request = session === undefined ? asked : { ...asked, session: sessionOf(session) };
      store.dispatch({ type: "signInBegan", request, server });
      giveUp = attempt(host, request, {
        onEvent: (event) => {
          store.dispatch({ type: "signInEvent", event, now: clock() });
          if (event.type === "connected") record.signedIn(event.session);
        },
        onProblem: (problem) => store.dispatch({ type: "signInFailed", problem }),
        onTooLate: overview,
      });
    },
    cancel: () => {
      giveUp();
      store.dispatch({ type: "signInClosed" });
    },
    giveUp: () => giveUp(),
    reopenBrowser: () => {
      const signIn = name();
      if (!signIn) return;
      host.call("reopen_browser", { signIn }).then(
        () => store.dispatch({ type: "browserReopened" }),
        (thrown) => {
          const event = { type: "browserUnavailable", problem: asProblem(thrown) } as const;
          store.dispatch({ type: "signInEvent", event, now: clock() });
        },
      );
    },
    authorizeLink: async () => {
      const signIn = name();
      if (!signIn) return null;
      const link = await host.call("authorize_link", { signIn }).catch(() => null);
      return link?.url ?? null;
    },
    pasteRedirect: async (text) => {
      try {
        await host.call("paste_redirect", { text });
      } catch (thrown) {
        store.dispatch({ type: "pasteRefused", problem: asProblem(thrown) });
      }
    },
  };
}

type Listener = {
  onEvent: (event: SignInEvent) => void;
  onProblem: (problem: Problem) => void;
  /** It was given up after it had ended in the core. */
  onTooLate: () => void;
};

/**
 * One sign-in in the core. Given up before its name is known, it is cancelled as soon as the core
 * tells the name: nothing goes on waiting that nobody waits for.
 */
function attempt(host: Host, request: Connect, listener: Listener): Cancel {
  let name: string | null = null;
  let isOver = false;
  let isGivenUp = false;

  const cancel = (signIn: string) => {
    host.call("cancel_sign_in", { signIn }).catch(listener.onTooLate);
  };
  const onEvent = (event: SignInEvent) => {
    if (event.type === "started") name = event.signIn;
    if (event.type === "connected" || event.type === "failed") isOver = true;
    if (!isGivenUp) listener.onEvent(event);
    else if (event.type === "started") cancel(event.signIn);
    else if (event.type === "connected") listener.onTooLate();
  };
  host.stream("connect", request, onEvent, (problem) => {
    isOver = true;
    if (!isGivenUp) listener.onProblem(problem);
  });
  return () => {
    if (isGivenUp || isOver) return;
    isGivenUp = true;
    if (name !== null) cancel(name);
  };
}
