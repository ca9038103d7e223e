import { LocalizationProvider } from "@fluent/react";
import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import "@fontsource-variable/inter/index.css";
import "./design/tokens.css";
import "./design/base.css";
import "./design/print.css";
import { chooseHost } from "./host/choose";
import { chooseLanguage, guardNavigatorLanguage } from "./l10n/locale";
import { localization } from "./l10n/words";
import { App } from "./screens/App";
import { AppProvider } from "./state/context";
import { createEffects } from "./state/effects/app";
import { createStore } from "./state/store";

guardNavigatorLanguage(navigator);

async function start(root: HTMLElement): Promise<void> {
  const language = chooseLanguage(navigator.languages);
  document.documentElement.lang = language;
  const store = createStore();
  const effects = createEffects(await chooseHost(), store);
  effects.start();
  createRoot(root).render(
    <LocalizationProvider l10n={localization(language)}>
      <I18nProvider locale={language}>
        <AppProvider store={store} effects={effects}>
          <App />
        </AppProvider>
      </I18nProvider>
    </LocalizationProvider>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
