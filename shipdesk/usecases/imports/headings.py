"""What columns are called in the region's own languages: Chinese in both scripts, Thai, Indonesian."""

from __future__ import annotations

from collections.abc import Mapping

#: Path of the interchange form and its names. What does not say whose it is, is the receiver's.
NAMES: Mapping[str, tuple[str, ...]] = {
    "reference": (
        *("订单号", "订单编号", "訂單號", "訂單編號", "单号", "單號"),
        *("เลขที่", "เลขที่คำสั่งซื้อ", "หมายเลขคำสั่งซื้อ", "no pesanan", "nomor pesanan"),
    ),
    "receiver.name": (
        *("收件人", "收件人姓名", "收货人", "收貨人", "姓名", "ผู้รับ", "ชื่อผู้รับ", "ชื่อ"),
        *("penerima", "nama penerima", "nama"),
    ),
    "receiver.company": ("公司", "公司名称", "公司名稱", "บริษัท", "perusahaan"),
    "receiver.address": (
        *("地址", "详细地址", "詳細地址", "收件地址", "收货地址", "收貨地址", "收件人地址"),
        *("ที่อยู่", "ที่อยู่ผู้รับ", "ที่อยู่จัดส่ง", "alamat", "alamat penerima", "alamat lengkap"),
    ),
    "receiver.district": ("区", "區", "区县", "地區", "แขวง", "เขต", "อำเภอ", "ตำบล"),
    "receiver.city": ("城市", "市", "เมือง", "kabupaten"),
    "receiver.province": ("省", "省份", "จังหวัด"),
    "receiver.country": ("国家", "國家", "ประเทศ", "negara"),
    "receiver.postcode": ("邮编", "邮政编码", "郵編", "郵政編號", "郵遞區號", "รหัสไปรษณีย์"),
    "receiver.phone": (
        *("电话", "电话号码", "手机", "手机号", "联系电话", "電話", "電話號碼", "手機", "聯絡電話"),
        *("โทรศัพท์", "เบอร์โทร", "เบอร์โทรศัพท์", "โทร", "telepon", "no telepon", "no hp"),
    ),
    "receiver.email": ("邮箱", "电子邮箱", "電郵", "電子郵件", "อีเมล"),
    "sender.name": ("寄件人", "寄件人姓名", "发件人", "發件人", "ผู้ส่ง", "ชื่อผู้ส่ง", "pengirim", "nama pengirim"),
    "sender.address": ("寄件地址", "发件地址", "ที่อยู่ผู้ส่ง", "alamat pengirim"),
    "products.description": ("品名", "商品名称", "商品名稱", "สินค้า", "ชื่อสินค้า", "nama barang", "nama produk"),
    "products.quantity": ("数量", "數量", "จำนวน", "jumlah"),
    "products.unit_price": ("单价", "單價", "价格", "價格", "ราคา", "ราคาต่อหน่วย", "harga", "harga satuan"),
    "declared_value.amount": ("总价", "总额", "總價", "總額", "ยอดรวม", "total harga"),
    "declared_value.currency": ("币种", "货币", "貨幣", "สกุลเงิน", "mata uang"),
    "parcel.gross_weight_kg": ("重量", "น้ำหนัก", "berat"),
    "cod.amount": ("代收货款", "代收貨款", "เก็บเงินปลายทาง"),
    "note": ("备注", "備註", "留言", "หมายเหตุ", "catatan"),
}
