import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { CreateRoleBody, ListOf, PatchRoleBody, Problem, RoleView } from '@verso/contract'
import { changeRole, createRole, deleteRole, getRole, listRoles } from '@verso/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { ifMatchRevision } from '../if-match.ts'
import { toRoleView } from '../views/role-view.ts'

const RoleParams = Type.Object({ id: Type.String({ description: 'Its id, or its name' }) })

/** What people and tokens can be given. */
export async function roleRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get('/roles', { schema: { summary: 'All roles', response: { 200: ListOf(RoleView), '4xx': Problem } } }, async (request) => {
    const roles = await listRoles(request.ctx)
    const model = await request.ctx.model()
    return { data: roles.map((role) => toRoleView(role, model)), page: { limit: roles.length, next: null } }
  })

  app.post(
    '/roles',
    {
      schema: {
        summary: 'Make a role, of no more rights than one has',
        body: CreateRoleBody,
        response: { 201: RoleView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const role = await createRole(request.ctx, request.body)
      reply.code(201).header('location', `/admin/v1/roles/${role.id}`)
      return replyRole(request, reply, role)
    },
  )

  app.get(
    '/roles/:id',
    { schema: { summary: 'One role', params: RoleParams, response: { 200: RoleView, '4xx': Problem } } },
    async (request, reply) => replyRole(request, reply, await getRole(request.ctx, request.params.id)),
  )

  app.patch(
    '/roles/:id',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Change a role; of the built-in ones only what `public` may read',
        params: RoleParams,
        body: PatchRoleBody,
        response: { 200: RoleView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const changes = { changes: request.body, ifRevision: ifMatchRevision(request) ?? null }
      return replyRole(request, reply, await changeRole(request.ctx, request.params.id, changes))
    },
  )

  app.delete(
    '/roles/:id',
    {
      config: { ifMatch: true },
      schema: { summary: 'Delete a role that nobody has', params: RoleParams, response: { 204: Type.Null(), '4xx': Problem } },
    },
    async (request, reply) => {
      await deleteRole(request.ctx, request.params.id, { ifRevision: ifMatchRevision(request) ?? null })
      return reply.code(204).send(null)
    },
  )
}

async function replyRole(request: FastifyRequest, reply: FastifyReply, role: Awaited<ReturnType<typeof getRole>>): Promise<RoleView> {
  reply.header('etag', `"${role.revision}"`)
  return toRoleView(role, await request.ctx.model())
}
