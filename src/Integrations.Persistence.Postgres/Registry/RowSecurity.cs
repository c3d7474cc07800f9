using System.Security.Cryptography;
using System.Text;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Row-level security by account, made of the registry of tables. Readers see the rows of the accounts that their session names, and none when it names none. It is run as a migration under
/// the name of its content, so that it locks the tables only when it is new: another vendor or another table gives another name.
/// </summary>
internal static class RowSecurity
{
    // A policy is for reading only: whoever is not the owner can write nothing. The sub-select around the function makes one call of it for a statement, not one for a row.
    private const string Head =
        """
        -- Accounts of a vendor that this session may see: integrations.account_ids holds them as 'fub:17,fub:18'. None when it is not set.
        create or replace function $schema$.visible_accounts(p_vendor text) returns bigint[] language sql stable parallel safe as $body$
          select coalesce(array_agg(split_part(a, ':', 2)::bigint), '{}')
          from unnest(string_to_array(translate(current_setting('integrations.account_ids', true), ' ', ''), ',')) a
          where a ~ ('^' || p_vendor || ':[0-9]{1,18}$')
        $body$;

        -- A view reads with the rights of its owner, whom no policy binds, unless it is told otherwise.
        do $do$ declare v regclass; begin
          for v in select oid from pg_class where relnamespace = to_regnamespace('$schema$') and relkind = 'v' loop
            execute format('alter view %s set (security_invoker = true)', v);
          end loop;
        end $do$;
        """;

    // A partition can be read by its own name: it has a policy of its own.
    private const string Table =
        """
        do $do$ declare t regclass; begin
          for t in select '$schema$.%TABLE%'::regclass union all select inhrelid::regclass from pg_inherits where inhparent = '$schema$.%TABLE%'::regclass loop
            execute format('drop policy if exists integrations_account on %s', t);
            execute format('create policy integrations_account on %s for select using (%s)', t, $using$%USING%$using$);
            execute format('alter table %s enable row level security', t);
          end loop;
        end $do$;
        """;

    public static MigrationScript Script(TableRegistry registry)
    {
        StringBuilder text = new(Head);
        foreach (RegisteredTable table in registry.Tables)
        {
            if (table.Visible is { } visible)
            {
                text.AppendLine().AppendLine().Append(Table.Replace("%TABLE%", SqlName.Quote(table.Name), StringComparison.Ordinal).Replace("%USING%", visible, StringComparison.Ordinal));
            }
        }

        text.AppendLine();
        string content = text.ToString();
        return new MigrationScript($"security/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16]}.sql", content);
    }
}
