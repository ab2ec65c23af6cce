package users

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// Schema describes clerk_users.
func (d *usersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := filterSchemas()
	attributes["order_by"] = orderBySchema()
	attributes["max_results"] = schema.Int64Attribute{
		CustomType: customtypes.IntegerType{},
		MarkdownDescription: "The maximum number of users to list: the first ones in their order. `total_count` includes " +
			"the other users too.",
		Optional:   true,
		Validators: []validator.Int64{validators.AtLeast(1)},
	}
	attributes["fields"] = schema.SetAttribute{
		MarkdownDescription: fieldsDescription,
		ElementType:         types.StringType,
		Optional:            true,
		Validators: []validator.Set{
			validators.NoNullIdentifiers(),
			setvalidator.ValueStringsAre(validators.OneOf(fieldNames()...)),
		},
	}
	attributes["users"] = schema.DynamicAttribute{
		MarkdownDescription: "The users, in order: a list of objects with the attributes that `fields` names. Without " +
			"`fields`, they have all of these, as [`clerk_user`](user.md) describes them, except the private metadata.",
		CustomType: customtypes.RawType{},
		Computed:   true,
	}
	attributes["users_by_id"] = schema.DynamicAttribute{
		MarkdownDescription: "The same users by their ids: a map of objects, ready for `for_each`.",
		CustomType:          customtypes.RawType{}, Computed: true,
	}
	attributes["private_metadata_by_id"] = schema.MapAttribute{
		MarkdownDescription: "The private metadata of the users by their ids, as JSON objects. It is null unless `fields` " +
			"contains `private_metadata`, because it is then in the state. It is not part of the users, so that only this " +
			"attribute is sensitive.",
		ElementType: types.StringType,
		Computed:    true,
		Sensitive:   true,
	}
	attributes["total_count"] = schema.Int64Attribute{
		MarkdownDescription: "How many users match, regardless of `max_results`.", Computed: true,
	}
	resp.Schema = schema.Schema{MarkdownDescription: usersDescription, Attributes: attributes}
}

var fieldsDescription = "The names of the attributes to keep of each user, such as `[\"id\", " +
	"\"primary_email_address\"]`: the objects in `users` and `users_by_id` then have these attributes and no others. " +
	"Set it if you list more than a few users: these attributes are in the state twice, and every plan reads and " +
	"compares them. Measured: with `[\"id\"]`, the provider needs 250 MB of memory for 50,000 users. With all " +
	"attributes, it needs 330 MB for 5,000 users and 2.7 GB for 50,000 users, and the CLI needs even more. " +
	"`private_metadata` goes to `private_metadata_by_id`. Possible names:\n\n" + bulletList(fieldNames())

// bulletList is a list in Markdown, below the entry of an attribute.
func bulletList(names []string) string {
	var list strings.Builder
	for _, name := range names {
		list.WriteString("  - `" + name + "`\n")
	}
	return strings.TrimSuffix(list.String(), "\n")
}

const usersDescription = "Lists the users of the instance, or the users that match filters.\n\nA user must match all " +
	"filters that are set. Without filters, all users are listed. An empty list, such as `user_ids = []`, matches no " +
	"user and makes no request.\n\nThe provider reads pages of 500 users, one after another: 50,000 users need 100 " +
	"requests, and one that counts them. A list with more than 100 values is split into requests of 100 values. Their " +
	"results are merged, with each user once, in the order of `order_by`. With two such lists, every combination is a " +
	"request.\n\nClerk does not document how it sorts text with upper and lower case or with accents. Merged lists " +
	"compare text by its code points; users without a value come last, or first in a descending order. If you order by " +
	"a time that changes, such as `-last_active_at`, users that become active while the pages are read are missing."
