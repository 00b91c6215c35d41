import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { ListOf, Problem, RoleView } from '@verso/contract'
import { getRole, listRoles } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { toRoleView } from '../views/role-view.ts'

const NameParams = Type.Object({ name: Type.String() })

/** What people and tokens can be given. */
export async function roleRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get('/roles', { schema: { summary: 'All roles', response: { 200: ListOf(RoleView), '4xx': Problem } } }, async (request) => {
    const roles = await listRoles(request.ctx)
    const model = await request.ctx.model()
    return { data: roles.map((role) => toRoleView(role, model)), page: { limit: roles.length, next: null } }
  })

  app.get(
    '/roles/:name',
    { schema: { summary: 'One role', params: NameParams, response: { 200: RoleView, '4xx': Problem } } },
    async (request) => toRoleView(await getRole(request.ctx, request.params.name), await request.ctx.model()),
  )
}
