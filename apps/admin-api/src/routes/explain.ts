import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { ExplainedRightView, Problem } from '@verso/contract'
import { explainRights } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { toRule } from '../views/role-view.ts'

/** Why something is allowed, or not. */
export async function explainRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/explain',
    {
      config: { query: ['role', 'user', 'token', 'action', 'type', 'id', 'field', 'locale'] },
      schema: {
        summary: 'Whether a role, a person or a token may do something with entries of a type, and by which rule',
        description:
          'One of `role`, `user` and `token`, by id (a role also by name), with `action` and `type`. Of others than oneself it needs the right to manage roles.',
        response: { 200: ExplainedRightView, '4xx': Problem },
      },
    },
    async (request): Promise<ExplainedRightView> => {
      const { typeName, rules, ...explained } = await explainRights(request.ctx, request.parameters)
      const model = await request.ctx.model()
      return {
        ...explained,
        type: typeName,
        rules: rules.map((one) => ({ ...one, rule: one.rule === null ? null : toRule(one.rule, model) })),
      }
    },
  )
}
