import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { NotFound } from './frame/not-found.tsx'
import { Root } from './frame/root.tsx'
import { ScreenFault } from './frame/screen-fault.tsx'

const rootRoute = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: ScreenFault })

const routes = [
  route(
    '/',
    lazyRouteComponent(() => import('./screens/home/home-screen.tsx'), 'HomeScreen'),
  ),
  route(
    '/setup',
    lazyRouteComponent(() => import('./screens/setup/setup-done-screen.tsx'), 'SetupDoneScreen'),
  ),
  route(
    '/invitation',
    lazyRouteComponent(() => import('./screens/links/invitation-screen.tsx'), 'InvitationScreen'),
  ),
  route(
    '/new-password',
    lazyRouteComponent(() => import('./screens/links/new-password-screen.tsx'), 'NewPasswordScreen'),
  ),
  route(
    '/new-email',
    lazyRouteComponent(() => import('./screens/links/new-email-screen.tsx'), 'NewEmailScreen'),
  ),
  route(
    '/sign-in/$provider',
    lazyRouteComponent(() => import('./screens/sign-in/provider-return-screen.tsx'), 'ProviderReturnScreen'),
  ),
  route(
    '/content',
    lazyRouteComponent(() => import('./screens/content/content-screen.tsx'), 'ContentScreen'),
  ),
  route(
    '/content/$type',
    lazyRouteComponent(() => import('./screens/entry-list/entry-list-screen.tsx'), 'EntryListScreen'),
  ),
  // Also for the entry that isn't made yet, as `new`: with its first save the address changes and the form must stay.
  route(
    '/content/$type/$entryId',
    lazyRouteComponent(() => import('./screens/entry/entry-screen.tsx'), 'EntryScreen'),
  ),
  route(
    '/media',
    lazyRouteComponent(() => import('./screens/media/media-screen.tsx'), 'MediaScreen'),
  ),
  route(
    '/releases',
    lazyRouteComponent(() => import('./screens/releases/releases-screen.tsx'), 'ReleasesScreen'),
  ),
  route(
    '/releases/calendar',
    lazyRouteComponent(() => import('./screens/calendar/calendar-screen.tsx'), 'CalendarScreen'),
  ),
  route(
    '/releases/$releaseId',
    lazyRouteComponent(() => import('./screens/releases/release-screen.tsx'), 'ReleaseScreen'),
  ),
  route(
    '/settings',
    lazyRouteComponent(() => import('./screens/settings/settings-screen.tsx'), 'SettingsScreen'),
  ),
  route(
    '/settings/types',
    lazyRouteComponent(() => import('./screens/types/types-screen.tsx'), 'TypesScreen'),
  ),
  route(
    '/settings/types/new',
    lazyRouteComponent(() => import('./screens/types/type-screen.tsx'), 'NewTypeScreen'),
  ),
  route(
    '/settings/types/$type',
    lazyRouteComponent(() => import('./screens/types/type-screen.tsx'), 'TypeScreen'),
  ),
  route(
    '/settings/languages',
    lazyRouteComponent(() => import('./screens/locales/locales-screen.tsx'), 'LocalesScreen'),
  ),
  route(
    '/settings/general',
    lazyRouteComponent(() => import('./screens/general/general-screen.tsx'), 'GeneralScreen'),
  ),
  route(
    '/settings/redirects',
    lazyRouteComponent(() => import('./screens/redirects/redirects-screen.tsx'), 'RedirectsScreen'),
  ),
  route(
    '/settings/users',
    lazyRouteComponent(() => import('./screens/users/users-screen.tsx'), 'UsersScreen'),
  ),
  route(
    '/settings/roles',
    lazyRouteComponent(() => import('./screens/roles/roles-screen.tsx'), 'RolesScreen'),
  ),
  route(
    '/settings/roles/new',
    lazyRouteComponent(() => import('./screens/roles/role-screen.tsx'), 'NewRoleScreen'),
  ),
  route(
    '/settings/roles/$roleId',
    lazyRouteComponent(() => import('./screens/roles/role-screen.tsx'), 'RoleScreen'),
  ),
  route(
    '/settings/explain',
    lazyRouteComponent(() => import('./screens/explain/explain-screen.tsx'), 'ExplainScreen'),
  ),
  route(
    '/settings/sign-in',
    lazyRouteComponent(() => import('./screens/providers/providers-screen.tsx'), 'ProvidersScreen'),
  ),
  route(
    '/settings/sign-in/new',
    lazyRouteComponent(() => import('./screens/providers/provider-screen.tsx'), 'NewProviderScreen'),
  ),
  route(
    '/settings/sign-in/$provider',
    lazyRouteComponent(() => import('./screens/providers/provider-screen.tsx'), 'ProviderScreen'),
  ),
  route(
    '/settings/webhooks',
    lazyRouteComponent(() => import('./screens/webhooks/webhooks-screen.tsx'), 'WebhooksScreen'),
  ),
  route(
    '/settings/webhooks/new',
    lazyRouteComponent(() => import('./screens/webhooks/webhook-form-screen.tsx'), 'NewWebhookScreen'),
  ),
  route(
    '/settings/webhooks/$webhookId',
    lazyRouteComponent(() => import('./screens/webhooks/webhook-screen.tsx'), 'WebhookScreen'),
  ),
  route(
    '/settings/webhooks/$webhookId/edit',
    lazyRouteComponent(() => import('./screens/webhooks/webhook-form-screen.tsx'), 'EditWebhookScreen'),
  ),
  route(
    '/settings/sites',
    lazyRouteComponent(() => import('./screens/sites/sites-screen.tsx'), 'SitesScreen'),
  ),
  route(
    '/settings/tokens',
    lazyRouteComponent(() => import('./screens/tokens/tokens-screen.tsx'), 'TokensScreen'),
  ),
  route(
    '/settings/audit',
    lazyRouteComponent(() => import('./screens/audit/audit-screen.tsx'), 'AuditScreen'),
  ),
  route(
    '/explorer',
    lazyRouteComponent(() => import('./screens/explorer/explorer-screen.tsx'), 'ExplorerScreen'),
  ),
  route(
    '/reference',
    lazyRouteComponent(() => import('./screens/reference/reference-screen.tsx'), 'ReferenceScreen'),
  ),
  route(
    '/account',
    lazyRouteComponent(() => import('./screens/account/account-screen.tsx'), 'AccountScreen'),
  ),
]

export const router = createRouter({
  routeTree: rootRoute.addChildren(routes),
  basepath: '/admin',
  defaultPreload: 'intent',
  scrollRestoration: true,
  scrollToTopSelectors: ['#main'],
  // Addresses hold plain words, the same ones as the API: `?sort=-_updatedAt&filter[title][contains]=maps`.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: searchText,
})

/** Every search parameter is a text; screens read the ones they know. */
function route<Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) {
  return createRoute({
    getParentRoute: () => rootRoute,
    path,
    component,
    validateSearch: (search): Record<string, string | undefined> => search as Record<string, string>,
  })
}

function searchText(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
  if (pairs.length === 0) return ''
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()
  return `?${text.replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('%2C', ',')}`
}
