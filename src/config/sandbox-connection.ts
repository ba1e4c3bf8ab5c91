/** The connection that stands in where there is no configuration: what the connector knows of the sandbox, which takes it from here. */
export const SANDBOX_CONNECTION = { id: 'sandbox', companyId: 'G6KzqPnNLyp31m0l' } as const;
