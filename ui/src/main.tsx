import { createRoot } from "react-dom/client";
import "@fontsource-variable/inter/index.css";
import "./design/tokens.css";
import "./design/base.css";
import "./design/print.css";
import { chooseHost } from "./host/choose";
import { fetchFirstLanguage, LanguageProvider } from "./l10n/LanguageProvider";
import { guardNavigatorLanguage } from "./l10n/locale";
import { App } from "./screens/App";
import { AppProvider } from "./state/context";
import { createEffects } from "./state/effects/app";
import { createStore } from "./state/store";

guardNavigatorLanguage(navigator);

async function start(root: HTMLElement): Promise<void> {
  const store = createStore();
  const [host] = await Promise.all([chooseHost(), fetchFirstLanguage()]);
  const effects = createEffects(host, store);
  effects.start();
  createRoot(root).render(
    <LanguageProvider>
      <AppProvider store={store} effects={effects}>
        <App />
      </AppProvider>
    </LanguageProvider>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
