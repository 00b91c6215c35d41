import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/query-client.ts'
import { restoreSession, sessionState } from './api/session.ts'
import { endViewingAs } from './api/view-as.ts'
import { styleNonce } from './csp-nonce.ts'
import { ToastsOnDemand } from './frame/toasts-on-demand.tsx'
import { startHotkeys } from './parts/use-hotkeys.ts'
import { reloadAfterUpgrade } from './reload-after-upgrade.ts'
import { router } from './routes.tsx'
import { cssVariables } from './theme/css-variables.ts'
import { theme } from './theme/theme.ts'

startHotkeys()
reloadAfterUpgrade()
void restoreSession()
// Nothing of one person may show to the next one on the same machine.
sessionState.subscribe(() => {
  if (sessionState.get() !== 'out') return
  endViewingAs()
  queryClient.clear()
})

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <DirectionProvider>
          <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={styleNonce}>
            <QueryClientProvider client={queryClient}>
              <RouterProvider router={router} />
            </QueryClientProvider>
            <ToastsOnDemand />
          </MantineProvider>
        </DirectionProvider>
      </I18nProvider>
    </StrictMode>,
  )
}
